package io.syncscript.api.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.RedisCodec;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A connection of one's own, to the master or to each node of a cluster, which Lettuce restores by itself. Commands go to the
 * master of their key or channel; those of one are executed in the order of the calls.
 */
public final class RedisConnection<K, V> implements AutoCloseable {
    private final StatefulConnection<K, V> connection;
    private final RedisClusterAsyncCommands<K, V> commands;

    private RedisConnection(StatefulConnection<K, V> connection, RedisClusterAsyncCommands<K, V> commands) {
        this.connection = connection;
        this.commands = commands;
    }

    /**
     * Waits until it stands.
     *
     * @throws io.lettuce.core.RedisException where Redis cannot be reached
     */
    public static <K, V> RedisConnection<K, V> open(LettuceConnectionFactory redis, RedisCodec<K, V> codec) {
        if (redis.getRequiredNativeClient() instanceof RedisClusterClient cluster) {
            StatefulRedisClusterConnection<K, V> connection = cluster.connect(codec);
            return new RedisConnection<>(connection, connection.async());
        }
        StatefulRedisConnection<K, V> connection = ((RedisClient) redis.getRequiredNativeClient()).connect(codec);
        return new RedisConnection<>(connection, connection.async());
    }

    public RedisClusterAsyncCommands<K, V> commands() {
        return commands;
    }

    /** What one of the two makes of the connection, for libraries that tell a cluster from a server. */
    public <T> T choose(
            Function<StatefulRedisConnection<K, V>, T> ofOne,
            Function<StatefulRedisClusterConnection<K, V>, T> ofCluster) {
        return connection instanceof StatefulRedisClusterConnection<K, V> cluster
                ? ofCluster.apply(cluster)
                : ofOne.apply((StatefulRedisConnection<K, V>) connection);
    }

    /** How long a command may wait for its answer before it fails. */
    public void setTimeout(Duration timeout) {
        connection.setTimeout(timeout);
    }

    @Override
    public void close() {
        connection.close();
    }
}
