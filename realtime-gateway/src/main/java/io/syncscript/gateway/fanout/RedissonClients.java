package io.syncscript.gateway.fanout;

import jakarta.annotation.PreDestroy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.redisson.Redisson;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.connection.ConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The Redis client that carries subscriptions, one at a time, and the subscriptions that it carries. It connects when first used,
 * so that the gateway starts, and serves from PostgreSQL, while Redis is away. Safe for any thread.
 */
@Component
class RedissonClients {
    private static final Logger log = LoggerFactory.getLogger(RedissonClients.class);
    private static final long QUIET_SECONDS = 0;
    private static final long SHUTDOWN_SECONDS = 2;

    private final RedisProperties properties;
    private final RedisConnections connections;
    private final Set<TopicSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private volatile RedissonClient current;

    RedissonClients(RedisProperties properties, RedisConnections connections) {
        this.properties = properties;
        this.connections = connections;
        this.current = create();
    }

    private RedissonClient create() {
        Config config = RedissonServers.configure(properties);
        config.setLazyInitialization(true).setConnectionListener(connections);
        return Redisson.create(config);
    }

    RedissonClient current() {
        return current;
    }

    /** What the current client knows of servers. */
    ConnectionManager servers() {
        return ((Redisson) current).getCommandExecutor().getConnectionManager();
    }

    /**
     * Subscribes without waiting, and moves with the client.
     *
     * @param topic with a codec that yields byte arrays
     */
    TopicSubscription subscribe(
            Function<RedissonClient, ? extends RTopic> topic, Consumer<byte[]> onMessage, Runnable onSubscribed) {
        return new TopicSubscription(
                        () -> topic.apply(current), onMessage, onSubscribed, properties.retryDelay(), subscriptions)
                .start();
    }

    /** Puts a new client in the place of the current one, and all subscriptions on it. */
    synchronized void replace() {
        RedissonClient old = current;
        current = create();
        log.info("Slots of Redis have moved: taking {} subscriptions anew", subscriptions.size());
        subscriptions.forEach(TopicSubscription::move);
        Thread.startVirtualThread(() -> shutDown(old));
    }

    @PreDestroy
    void shutDown() {
        shutDown(current);
    }

    private static void shutDown(RedissonClient client) {
        client.shutdown(QUIET_SECONDS, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    }
}
