package io.syncscript.api.eventlog;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncscript.api.web.Seldom;
import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.event.VaultEventCodec;
import io.syncscript.model.event.VaultMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes committed events on their vaults' sharded channels, over a connection of its own, in the order of the calls.
 *
 * <p>Never blocks and never throws: what cannot be published now (not connected, queue full, no answer in time) is counted
 * as {@code syncscript.publish.failed} and left to the gateways, which read it from the log. The first connection is made
 * in the background and tried again until it stands; Lettuce restores it from then on.
 */
class EventPublisher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

    private final RedisURI server;
    private final PublisherProperties properties;
    private final ClientResources resources;
    private final Counter published;
    private final Counter failed;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Seldom warning = new Seldom(Duration.ofSeconds(10));

    private volatile @Nullable RedisClient client;
    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;

    EventPublisher(RedisURI server, PublisherProperties properties, ClientResources resources, MeterRegistry meters) {
        this.server = server;
        this.properties = properties;
        this.resources = resources;
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
        StatefulRedisConnection<byte[], byte[]> current = connection;
        if (current == null) {
            failed("not connected yet");
            return;
        }
        try {
            underWay.incrementAndGet();
            byte[] channel = ChannelNames.vaultChannel(message.vaultId()).getBytes(StandardCharsets.UTF_8);
            CompletionStage<?> unused = current.async()
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
        RedisClient starting = RedisClient.create(resources, server);
        starting.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(properties.queueLimit())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(properties.commandTimeout())
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(properties.commandTimeout()))
                .build());
        client = starting;
        connect(starting);
    }

    private void connect(RedisClient connecting) {
        if (!isRunning()) {
            return;
        }
        CompletionStage<?> unused = connecting
                .connectAsync(ByteArrayCodec.INSTANCE, server)
                .whenComplete((connected, error) -> {
                    if (error == null) {
                        connection = connected;
                        return;
                    }
                    failedToConnect(error);
                    Duration delay = properties.retryDelay();
                    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                            .execute(() -> connect(connecting));
                });
    }

    private static void failedToConnect(Throwable error) {
        LOG.debug("Redis cannot be reached", error);
    }

    /** Waits until Redis has answered what is under way, for the time that a publish may take at most. */
    @Override
    public void stop() {
        StatefulRedisConnection<byte[], byte[]> current = connection;
        if (current != null) {
            awaitAnswers(current);
        }
        RedisClient stopping = client;
        client = null;
        connection = null;
        if (stopping != null) {
            stopping.shutdown(Duration.ZERO, properties.commandTimeout());
        }
    }

    /** Redis answers in the order in which it was asked. */
    private void awaitAnswers(StatefulRedisConnection<byte[], byte[]> current) {
        try {
            current.sync().ping();
        } catch (RuntimeException e) {
            LOG.debug("Redis did not answer at the end", e);
        }
    }

    @Override
    public boolean isRunning() {
        return client != null;
    }

    /** Before the web server: it starts earlier and stops later, so the last requests still publish. */
    @Override
    public int getPhase() {
        return 0;
    }
}
