package io.syncscript.gateway.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import org.redisson.connection.ConnectionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;

/** Whether the Redis client has lost a connection and none was made since. Told by threads of the Redis client. */
@Component
class RedisConnections implements ConnectionListener, ApplicationListener<ContextClosedEvent> {
    private static final Logger log = LoggerFactory.getLogger(RedisConnections.class);

    private final Counter losses;
    private volatile boolean lost;
    private volatile boolean closing;

    RedisConnections(MeterRegistry meters) {
        this.losses = Counter.builder("syncscript.fanout.connections.lost")
                .description("How often connections to Redis were lost, those that Redis left unanswered included")
                .register(meters);
    }

    boolean areLost() {
        return lost;
    }

    @Override
    @SuppressWarnings("deprecation") // the method to be implemented until it goes
    public void onConnect(InetSocketAddress address) {
        if (lost) {
            log.info("Connected to Redis again");
        }
        lost = false;
    }

    @Override
    @SuppressWarnings("deprecation") // the method to be implemented until it goes
    public void onDisconnect(InetSocketAddress address) {
        if (!closing) {
            losses.increment();
            log.warn("Lost a connection to Redis: until it is back, events come from PostgreSQL");
        }
        lost = true;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closing = true;
    }
}
