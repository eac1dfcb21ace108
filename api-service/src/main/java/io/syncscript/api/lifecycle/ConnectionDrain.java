package io.syncscript.api.lifecycle;

import java.time.Duration;
import java.util.Optional;
import org.apache.coyote.ProtocolHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first thing of a stop, when Spring has taken readiness away already: closes the port and serves those who are connected until
 * they have gone. A proxy that finds the port closed has sent nothing yet and may ask another process whatever the request is;
 * one that sends a request on a kept connection would not know whether it was read. So kept connections are answered with
 * {@code Connection: close}, and those that are idle are left to the proxy, which lets them go before {@code drain.duration} is over.
 */
@Component
class ConnectionDrain implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionDrain.class);

    private final ApplicationContext context;
    private final DrainProperties properties;
    private volatile boolean running;

    ConnectionDrain(ApplicationContext context, DrainProperties properties) {
        this.context = context;
        this.properties = properties;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            Thread.sleep(properties.delay());
            connections().ifPresent(this::letGo);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void letGo(ProtocolHandler connections) {
        Duration duration = properties.duration();
        connections.closeServerSocketGraceful();
        long left = connections.awaitConnectionsClose(duration.toMillis());
        if (!duration.isZero()) {
            LOG.info(
                    "{} after {} ms",
                    left > 0 ? "All connections gone" : "Some connections left",
                    duration.toMillis() - left);
        }
    }

    private Optional<ProtocolHandler> connections() {
        return context instanceof WebServerApplicationContext serving
                        && serving.getWebServer() instanceof TomcatWebServer server
                ? Optional.of(server.getTomcat().getConnector().getProtocolHandler())
                : Optional.empty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the server's own graceful shutdown, which refuses what comes on kept connections. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
    }
}
