package io.syncscript.gateway.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.syncscript.gateway.lifecycle.PeriodicTask;
import io.syncscript.gateway.lifecycle.StoreContact;
import io.syncscript.model.channel.ChannelNames;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RShardedTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Publishes to a sharded channel that only this process hears, and waits for the message to come back: the proof, from end to
 * end, that events of vaults can arrive. The first is sent as soon as the channel is subscribed. While too many are lost in a
 * row the channel is subscribed anew each time, so that the canary's own dead subscription cannot keep the gateway unready. After
 * one that was lost the next is sent soon.
 */
@Component
class Canary implements RedisDelivery, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Canary.class);

    private final RShardedTopic topic;
    private final TopicSubscription subscription;
    private final CanaryProperties properties;
    private final RedisConnections connections;
    private final StoreContact contact;
    private final PeriodicTask flights;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Timer roundTrips;
    private final Counter misses;
    private volatile @Nullable Flight flight;
    private volatile boolean delivering;
    private volatile boolean unproven = true;
    private volatile long provenFlightSentAt = System.nanoTime();
    private long flightNumber;
    private int missesInARow;

    private record Flight(long number, CompletableFuture<Void> returned) {}

    Canary(
            RedissonClient redisson,
            RedisProperties redis,
            CanaryProperties properties,
            RedisConnections connections,
            StoreContact contact,
            MeterRegistry meters) {
        String channel = ChannelNames.canaryChannel(UUID.randomUUID().toString());
        this.topic = redisson.getShardedTopic(channel, ByteArrayCodec.INSTANCE);
        this.subscription = new TopicSubscription(
                topic, this::receive, () -> Thread.startVirtualThread(this::flyFirst), redis.retryDelay());
        this.properties = properties;
        this.connections = connections;
        this.contact = contact;
        Duration soon = Collections.min(List.of(redis.retryDelay(), properties.interval()));
        this.flights = new PeriodicTask("canary", properties.interval(), soon, this::isInDoubt, this::fly);
        this.roundTrips = Timer.builder("syncscript.fanout.canary")
                .description("Time until what this gateway published to Redis came back to it")
                .register(meters);
        this.misses = Counter.builder("syncscript.fanout.canary.misses")
                .description("Messages that this gateway published to Redis and that did not come back in time")
                .register(meters);
    }

    /** Whether events can arrive now: false until a canary came back, and while too many in a row do not. */
    boolean isDelivering() {
        return delivering;
    }

    /**
     * Whether a canary came back that was sent at that time or later.
     *
     * @param nanoTime as of {@link System#nanoTime()}
     */
    boolean hasFlownSince(long nanoTime) {
        return provenFlightSentAt - nanoTime >= 0;
    }

    @Override
    public boolean isInDoubt() {
        return unproven || asked.get() || connections.areLost();
    }

    @Override
    public void prove() {
        if (!isInDoubt() && asked.compareAndSet(false, true)) {
            Thread.startVirtualThread(() -> {
                fly();
                asked.set(false);
            });
        }
    }

    private synchronized void flyFirst() {
        if (flightNumber == 0) {
            fly();
        }
    }

    private synchronized void fly() {
        if (!isRunning()) {
            return;
        }
        flightNumber++;
        Flight started = new Flight(flightNumber, new CompletableFuture<>());
        flight = started;
        unproven = true;
        long sentAt = System.nanoTime();
        publish(started);
        try {
            started.returned().get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
            proven(sentAt);
        } catch (TimeoutException | ExecutionException e) {
            missed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a thread of its own: the Redis client blocks its caller while it has never been connected. */
    private void publish(Flight started) {
        Thread.startVirtualThread(() -> {
            try {
                topic.publish(ByteBuffer.allocate(Long.BYTES)
                        .putLong(started.number())
                        .array());
            } catch (RuntimeException e) {
                started.returned().completeExceptionally(e);
            }
        });
    }

    private void receive(byte[] message) {
        Flight current = flight;
        if (current != null
                && message.length == Long.BYTES
                && ByteBuffer.wrap(message).getLong() == current.number()) {
            current.returned().complete(null);
        }
    }

    private void proven(long sentAt) {
        roundTrips.record(System.nanoTime() - sentAt, TimeUnit.NANOSECONDS);
        provenFlightSentAt = sentAt;
        contact.proven(sentAt);
        unproven = false;
        if (missesInARow >= properties.misses()) {
            log.info("What is published to Redis arrives again: ready");
        }
        missesInARow = 0;
        delivering = true;
    }

    private void missed(Exception reason) {
        if (!isRunning()) {
            return;
        }
        misses.increment();
        missesInARow++;
        if (missesInARow < properties.misses()) {
            return;
        }
        if (missesInARow == properties.misses()) {
            log.warn("What is published to Redis does not arrive here: not ready ({})", reason.toString());
        }
        delivering = false;
        if (!connections.areLost()) {
            subscription.renew();
        }
    }

    @Override
    public void start() {
        flights.start();
        subscription.start();
    }

    @Override
    public void stop() {
        flights.stop();
        subscription.close();
    }

    @Override
    public boolean isRunning() {
        return flights.isRunning();
    }

    @Override
    public int getPhase() {
        return 1;
    }
}
