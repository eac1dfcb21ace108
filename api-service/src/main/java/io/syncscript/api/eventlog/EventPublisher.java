package io.syncscript.api.eventlog;

import io.lettuce.core.RedisException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncscript.api.redis.RedisConnection;
import io.syncscript.api.web.Seldom;
import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.event.VaultEventCodec;
import io.syncscript.model.event.VaultMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Publishes committed events on their vaults' sharded channels, over a connection of its own, in the order of the calls.
 *
 * <p>Never blocks and never throws: what cannot be published now (not connected, queue full, no answer in time) is counted
 * as {@code syncscript.publish.failed} and left to the gateways, which read it from the log. The first connection is made
 * in the background and tried again until it stands; Lettuce restores it from then on.
 */
class EventPublisher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

    private static final Duration ANSWER_CHECK = Duration.ofMillis(5);

    private final LettuceConnectionFactory redis;
    private final PublisherProperties properties;
    private final Counter published;
    private final Counter failed;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Seldom warning = new Seldom(Duration.ofSeconds(10));

    private volatile @Nullable Thread connecting;
    private volatile @Nullable RedisConnection<byte[], byte[]> connection;

    EventPublisher(LettuceConnectionFactory redis, PublisherProperties properties, MeterRegistry meters) {
        this.redis = redis;
        this.properties = properties;
        this.published = Counter.builder("syncscript.publish.succeeded")
                .description("Events that Redis took")
                .register(meters);
        this.failed = Counter.builder("syncscript.publish.failed")
                .description("Committed events left to the gateways' sweep")
                .register(meters);
        Gauge.builder("syncscript.publish.under.way", underWay, AtomicInteger::get)
                .description("Events that Redis has not answered yet")
                .register(meters);
    }

    void publish(VaultMessage message) {
        RedisConnection<byte[], byte[]> current = connection;
        if (current == null) {
            failed("not connected yet");
            return;
        }
        try {
            if (underWay.incrementAndGet() > properties.queueLimit()) {
                throw new RedisException("too many wait for an answer");
            }
            byte[] channel = ChannelNames.vaultChannel(message.vaultId()).getBytes(StandardCharsets.UTF_8);
            CompletionStage<?> unused = current.commands()
                    .spublish(channel, VaultEventCodec.encode(message))
                    .whenComplete((receivers, error) -> {
                        underWay.decrementAndGet();
                        if (error == null) {
                            published.increment();
                        } else {
                            failed(String.valueOf(error.getMessage()));
                        }
                    });
        } catch (RuntimeException e) {
            underWay.decrementAndGet();
            failed(String.valueOf(e.getMessage()));
        }
    }

    private void failed(String reason) {
        failed.increment();
        if (warning.now()) {
            LOG.warn("Events are not published, gateways read them from the log: {}", reason);
        }
    }

    @Override
    public void start() {
        Thread starting = Thread.ofVirtual().name("connect-publisher").unstarted(this::connect);
        connecting = starting;
        starting.start();
    }

    private void connect() {
        while (Thread.currentThread().equals(connecting) && connection == null) {
            try {
                RedisConnection<byte[], byte[]> connected = RedisConnection.open(redis, ByteArrayCodec.INSTANCE);
                connected.setTimeout(properties.commandTimeout());
                connection = connected;
            } catch (RedisException e) {
                LOG.debug("Redis cannot be reached", e);
                pause(properties.retryDelay());
            }
        }
    }

    /** Waits until Redis has answered what is under way, for the time that a publish may take at most. */
    @Override
    public void stop() {
        long deadline = System.nanoTime() + properties.commandTimeout().toNanos();
        while (underWay.get() > 0 && System.nanoTime() - deadline < 0) {
            pause(ANSWER_CHECK);
        }
        connecting = null;
        RedisConnection<byte[], byte[]> last = connection;
        connection = null;
        if (last != null) {
            last.close();
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return connecting != null;
    }

    /** Before the web server: it starts earlier and stops later, so the last requests still publish. */
    @Override
    public int getPhase() {
        return 0;
    }
}
