package io.syncscript.api.throttle;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.syncscript.api.redis.RedisConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * What limits keep in Redis, on a connection of their own that is made at the first use. Every key expires: a bucket soon
 * after it would be full again. Every method may throw a {@link RuntimeException} where Redis does not answer in time.
 */
@Component
class LimitStore implements DisposableBean {
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /** Clocks of processes differ a little; a bucket must not be gone for one of them before it is full for all. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final LettuceConnectionFactory connections;
    private final Duration timeout;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable Connected connected;

    LimitStore(LettuceConnectionFactory connections, ThrottleProperties properties) {
        this.connections = connections;
        this.timeout = properties.redisTimeout();
    }

    ProxyManager<String> buckets() {
        return connected().buckets;
    }

    void remember(String key, Duration lifetime) {
        await(connected().connection.commands().set(key, new byte[] {1}, SetArgs.Builder.px(lifetime)));
    }

    boolean forget(String key) {
        return await(connected().connection.commands().del(key)) > 0;
    }

    boolean remembers(String key) {
        return await(connected().connection.commands().exists(key)) > 0;
    }

    private <T> T await(java.util.concurrent.Future<T> answer) {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new RedisException(e);
        }
    }

    /** Of several who find no connection one makes it, and the others do without, so that nobody queues for a Redis that is away. */
    private Connected connected() {
        Connected current = connected;
        if (current != null) {
            return current;
        }
        if (!connecting.tryLock()) {
            throw new RedisException("The first connection is being made");
        }
        try {
            if (connected == null) {
                connected = connect();
            }
            return connected;
        } finally {
            connecting.unlock();
        }
    }

    private Connected connect() {
        RedisConnection<String, byte[]> connection = RedisConnection.open(connections, CODEC);
        return new Connected(
                connection,
                connection
                        .choose(Bucket4jLettuce::casBasedBuilder, Bucket4jLettuce::casBasedBuilder)
                        .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(GRACE))
                        .requestTimeout(timeout)
                        .build());
    }

    @Override
    public void destroy() {
        Connected last = connected;
        if (last != null) {
            last.connection.close();
        }
    }

    private record Connected(RedisConnection<String, byte[]> connection, ProxyManager<String> buckets) {}
}
