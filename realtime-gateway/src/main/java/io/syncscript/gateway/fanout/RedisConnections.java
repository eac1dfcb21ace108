package io.syncscript.gateway.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.redisson.api.NodeType;
import org.redisson.connection.ConnectionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;

/** To which servers the Redis client has lost a connection and made none since. Told by threads of the Redis client. */
@Component
class RedisConnections implements ConnectionListener, ApplicationListener<ContextClosedEvent> {
    private static final Logger log = LoggerFactory.getLogger(RedisConnections.class);

    private final Counter losses;
    private final Map<InetSocketAddress, Long> lostAt = new ConcurrentHashMap<>();
    private volatile boolean closing;

    RedisConnections(MeterRegistry meters) {
        this.losses = Counter.builder("syncscript.fanout.connections.lost")
                .description("How often connections to Redis were lost, those that Redis left unanswered included")
                .register(meters);
    }

    boolean areLost() {
        return !lostAt.isEmpty();
    }

    boolean isLost(InetSocketAddress server) {
        return lostAt.containsKey(server);
    }

    /**
     * All of Redis was proven to deliver, so that servers which were lost before do without us: others have taken their place.
     *
     * @param askedAt the {@link System#nanoTime()} before the proof was asked for
     */
    void proven(long askedAt) {
        lostAt.values().removeIf(lost -> lost - askedAt < 0);
    }

    @Override
    public void onConnect(InetSocketAddress server, NodeType type) {
        if (lostAt.remove(server) != null) {
            log.info("Connected to Redis at {} again", server);
        }
    }

    @Override
    public void onDisconnect(InetSocketAddress server, NodeType type) {
        if (type == NodeType.SENTINEL) {
            return;
        }
        if (!closing) {
            losses.increment();
            log.warn("Lost a connection to Redis at {}: until it is back, events come from PostgreSQL", server);
        }
        lostAt.put(server, System.nanoTime());
    }

    @Override
    @SuppressWarnings("deprecation") // to be implemented until it goes, and not called
    public void onConnect(InetSocketAddress server) {}

    @Override
    @SuppressWarnings("deprecation") // to be implemented until it goes, and not called
    public void onDisconnect(InetSocketAddress server) {}

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closing = true;
    }
}
