package io.syncscript.gateway.lifecycle;

import io.syncscript.gateway.socketio.SocketIoProperties;
import io.syncscript.gateway.socketio.SocketIoServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Serves sockets from when all else runs until, as the first thing of a stop, they were let go one by one. Spring has taken
 * readiness away by then; after the time that load balancers need to see that, new connections are refused while the old ones
 * leave.
 */
@Component
class SocketServerLifecycle implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SocketServerLifecycle.class);

    private final SocketIoServer server;
    private final int port;
    private final DrainProperties properties;
    private volatile boolean running;

    SocketServerLifecycle(SocketIoServer server, SocketIoProperties socketIo, DrainProperties properties) {
        this.server = server;
        this.port = socketIo.port();
        this.properties = properties;
    }

    @Override
    public void start() {
        try {
            server.start();
        } catch (IllegalStateException e) {
            throw new PortTakenException(port, e);
        }
        running = true;
        log.info("Socket.IO on port {}", server.port());
    }

    @Override
    public void stop() {
        running = false;
        try {
            Thread.sleep(properties.delay());
            server.stopAccepting();
            Drain drain = Drain.of(server.sockets(), properties.duration());
            log.info("Letting {} sockets go", drain.size());
            drain.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Above the management server's own phases: last to start, first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
