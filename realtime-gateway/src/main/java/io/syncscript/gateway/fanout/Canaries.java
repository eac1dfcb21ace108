package io.syncscript.gateway.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.syncscript.gateway.fanout.Shards.Layout;
import io.syncscript.gateway.fanout.Shards.Shard;
import io.syncscript.gateway.lifecycle.PeriodicTask;
import io.syncscript.gateway.lifecycle.StoreContact;
import io.syncscript.model.redis.RedisTopology;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A canary for each shard, all sent at once. The first of a shard is sent as soon as its channel is subscribed. While too many are
 * lost in a row the channel is subscribed anew each time, so that the canary's own dead subscription cannot keep the gateway
 * unready. After one that was lost the next ones are sent soon. Shards that come and go are found before each flight.
 */
@Component
class Canaries implements RedisDelivery, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Canaries.class);

    /** In questions for the servers of a cluster, of which one answers late what another one knows already. */
    private static final int REST = 3;

    private final RedissonClients redisson;
    private final Shards shards;
    private final RedisProperties redis;
    private final CanaryProperties properties;
    private final RedisConnections connections;
    private final StoreContact contact;
    private final Map<Shard, Canary> canaries = new ConcurrentHashMap<>();
    private final PeriodicTask flights;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Timer roundTrips;
    private final Counter misses;
    private volatile Layout layout = Layout.UNKNOWN;
    private volatile boolean moving;
    private volatile long movedAt;

    Canaries(
            RedissonClients redisson,
            Shards shards,
            RedisProperties redis,
            CanaryProperties properties,
            RedisConnections connections,
            StoreContact contact,
            MeterRegistry meters) {
        this.redisson = redisson;
        this.shards = shards;
        this.redis = redis;
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

    /** Whether events of any shard can arrive now. */
    boolean isDelivering() {
        return canaries.values().stream().anyMatch(Canary::isDelivering);
    }

    /** How many shards there are, those that deliver and those that do not. */
    int shardCount() {
        return canaries.size();
    }

    int deliveringShardCount() {
        return Math.toIntExact(
                canaries.values().stream().filter(Canary::isDelivering).count());
    }

    /**
     * Whether a canary of the shard that a channel belongs to came back, and was sent at that time or later.
     *
     * @param nanoTime as of {@link System#nanoTime()}
     */
    boolean haveFlownSince(String channel, long nanoTime) {
        // Not asked while Redis was never reached, when finding the shard would block.
        return !canaries.isEmpty()
                && shards.of(channel)
                        .map(canaries::get)
                        .filter(canary -> canary.hasFlownSince(nanoTime))
                        .isPresent();
    }

    @Override
    public boolean isInDoubt() {
        return asked.get()
                || connections.areLost()
                || moving
                || !layout.complete()
                || canaries.values().stream().anyMatch(Canary::isUnproven);
    }

    @Override
    public boolean isPartlyThere() {
        return redis.servers().topology() instanceof RedisTopology.Cluster && isDelivering();
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

    /** On a thread of its own, since it blocks while Redis was never reached, and the flights go on meanwhile. */
    private void lookForShards() {
        if (looking.compareAndSet(false, true)) {
            Thread.startVirtualThread(() -> {
                try {
                    Layout found = shards.layout();
                    send(found);
                    followMoves(found);
                } catch (RuntimeException e) {
                    log.debug("The shards of Redis are not known yet", e);
                } finally {
                    looking.set(false);
                }
            });
        }
    }

    /**
     * Redisson 4.7.0 loses the subscriptions to sharded channels of a slot that moves, and a lock that others need: another
     * client takes its place when the slots have come to rest.
     */
    private void followMoves(Layout found) {
        if (found.moved()) {
            movedAt = System.nanoTime();
            moving = true;
        } else if (moving
                && System.nanoTime() - movedAt
                        >= REST * redis.topologyInterval().toNanos()) {
            redisson.replace();
            shards.forget();
            moving = false;
            send(shards.layout());
        }
    }

    private synchronized void send(Layout found) {
        if (!isRunning()) {
            return;
        }
        canaries.forEach((shard, canary) -> {
            if (!canary.channel().equals(found.canaryChannels().get(shard))) {
                canaries.remove(shard);
                canary.close();
            }
        });
        found.canaryChannels()
                .forEach((shard, channel) -> canaries.computeIfAbsent(shard, added -> start(added, channel)));
        layout = found;
    }

    private Canary start(Shard shard, String channel) {
        Canary canary = new Canary(
                redisson.current().getShardedTopic(channel, ByteArrayCodec.INSTANCE),
                redis.retryDelay(),
                subscribed -> Thread.startVirtualThread(() -> flyFirst(shard, subscribed)));
        canary.start();
        return canary;
    }

    private synchronized void flyFirst(Shard shard, Canary canary) {
        if (isRunning() && !canary.hasFlown()) {
            boolean unused = fly(shard, canary).join();
        }
    }

    private synchronized void fly() {
        if (!isRunning()) {
            return;
        }
        lookForShards();
        long sentAt = System.nanoTime();
        List<CompletableFuture<Boolean>> sent = canaries.entrySet().stream()
                .map(each -> fly(each.getKey(), each.getValue()))
                .toList();
        if (sent.isEmpty()) {
            misses.increment();
        }
        boolean allReturned = sent.stream().map(CompletableFuture::join).reduce(layout.complete(), Boolean::logicalAnd);
        if (allReturned) {
            contact.proven(sentAt);
            connections.proven(sentAt);
        }
    }

    /** The stage says whether it came back. */
    private CompletableFuture<Boolean> fly(Shard shard, Canary canary) {
        return canary.fly(properties.timeout()).handle((took, failure) -> {
            if (failure == null) {
                returned(shard, canary, took);
            } else if (isRunning()) {
                missed(shard, canary, failure);
            }
            return failure == null;
        });
    }

    private void returned(Shard shard, Canary canary, Duration took) {
        roundTrips.record(took);
        if (canary.returned() >= properties.misses()) {
            log.info("What is published to Redis at {} arrives again", shard.address());
        }
    }

    private void missed(Shard shard, Canary canary, Throwable reason) {
        misses.increment();
        int inARow = canary.missed(properties.misses());
        if (inARow < properties.misses()) {
            return;
        }
        if (inARow == properties.misses()) {
            log.warn(
                    "What is published to Redis at {} does not arrive here{} ({})",
                    shard.address(),
                    isDelivering() ? "" : ": not ready",
                    reason.getCause() == null ? reason : reason.getCause().toString());
        }
        if (!connections.isLost(shard.address())) {
            canary.resubscribe();
        }
    }

    @Override
    public void start() {
        flights.start();
        lookForShards();
    }

    @Override
    public void stop() {
        flights.stop();
        canaries.values().forEach(Canary::close);
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
