package io.syncscript.gateway.session;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
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

    private final RedisClient client;
    private final RedisProperties properties;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
    private volatile boolean running;
    private @Nullable Thread connecting;

    SessionRedis(RedisClient client, RedisProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    /**
     * Asynchronous commands; they fail at once while the connection is down.
     *
     * @throws RedisException where Redis was never reached yet
     */
    RedisAsyncCommands<String, byte[]> commands() {
        StatefulRedisConnection<String, byte[]> current = connection;
        if (current == null) {
            throw new RedisException("not connected to Redis yet");
        }
        return current.async();
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
        while (connection == null && running) {
            try {
                connection = client.connect(CODEC);
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
        StatefulRedisConnection<String, byte[]> open = connection;
        if (open != null) {
            open.close();
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
