package io.syncscript.gateway.lifecycle;

import io.syncscript.gateway.socketio.ClientSocket;
import io.syncscript.gateway.socketio.DisconnectReason;
import io.syncscript.gateway.socketio.SocketIoProperties;
import io.syncscript.gateway.socketio.SocketIoServer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Serves sockets from when all else runs until, as the first thing of a stop, they were let go step by step. Spring has taken
 * readiness away by then, and new connections are refused while the old ones leave.
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
        server.stopAccepting();
        drain(List.copyOf(server.sockets()));
        server.stop();
    }

    private void drain(List<ClientSocket> sockets) {
        int steps = properties.steps();
        for (int step = 0; step < steps; step++) {
            int from = (int) ((long) sockets.size() * step / steps);
            int to = (int) ((long) sockets.size() * (step + 1) / steps);
            sockets.subList(from, to).forEach(socket -> socket.disconnect(DisconnectReason.SERVER_DRAINING));
            if (to == sockets.size() || !pause()) {
                break;
            }
        }
        log.info("Let {} sockets go", sockets.size());
    }

    private boolean pause() {
        try {
            Thread.sleep(properties.duration().dividedBy(properties.steps()));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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
