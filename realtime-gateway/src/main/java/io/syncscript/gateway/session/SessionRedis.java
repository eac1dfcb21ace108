package io.syncscript.gateway.session;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.syncscript.gateway.fanout.RedisProperties;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The connection over which sessions are looked up. It comes up by itself whenever Redis is there. */
@Component
class SessionRedis implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SessionRedis.class);
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final AbstractRedisClient client;
    private final RedisProperties properties;
    private volatile @Nullable Connected connected;
    private volatile boolean running;
    private @Nullable Thread connecting;

    /** Of a cluster the connection is one to each of its nodes. */
    private record Connected(
            StatefulConnection<String, byte[]> connection, RedisClusterAsyncCommands<String, byte[]> commands) {}

    SessionRedis(AbstractRedisClient client, RedisProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    /**
     * Asynchronous commands; they fail at once while the connection is down.
     *
     * @throws RedisException where Redis was never reached yet
     */
    RedisClusterAsyncCommands<String, byte[]> commands() {
        Connected current = connected;
        if (current == null) {
            throw new RedisException("not connected to Redis yet");
        }
        return current.commands();
    }

    /** Waits for the first attempt to connect, and not for its success: the gateway starts without Redis too. */
    @Override
    public void start() {
        CountDownLatch attempted = new CountDownLatch(1);
        running = true;
        connecting = Thread.startVirtualThread(() -> connect(attempted));
        try {
            Duration patience = properties.connectTimeout();
            if (!attempted.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Redis does not answer: no session can be checked until it does");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect(CountDownLatch attempted) {
        while (connected == null && running) {
            try {
                connected = connect();
            } catch (RedisException e) {
                if (attempted.getCount() > 0) {
                    log.warn("Redis is away: no session can be checked until it is back ({})", e.getMessage());
                }
                pause();
            } finally {
                attempted.countDown();
            }
        }
    }

    private Connected connect() {
        if (client instanceof RedisClusterClient cluster) {
            StatefulRedisClusterConnection<String, byte[]> connection = cluster.connect(CODEC);
            return new Connected(connection, connection.async());
        }
        StatefulRedisConnection<String, byte[]> connection = ((RedisClient) client).connect(CODEC);
        return new Connected(connection, connection.async());
    }

    private void pause() {
        try {
            Thread.sleep(properties.retryDelay());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        if (connecting != null) {
            connecting.interrupt();
        }
        Connected open = connected;
        if (open != null) {
            open.connection().close();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
