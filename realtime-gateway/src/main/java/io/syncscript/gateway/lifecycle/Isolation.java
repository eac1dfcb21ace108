package io.syncscript.gateway.lifecycle;

import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.gateway.protocol.EventNames;
import io.syncscript.gateway.socketio.ClientSocket;
import io.syncscript.gateway.socketio.DisconnectReason;
import io.syncscript.gateway.socketio.SocketIoServer;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Fails closed: while the process can hear of no revocation, from neither store and for too long, its sockets are sent away, so
 * that nobody goes on seeing what another gateway would deny. They come back, elsewhere or here when a store is back.
 */
@Component
class Isolation implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Isolation.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final StoreContact contact;
    private final SocketIoServer server;
    private final PeriodicTask checks;
    private boolean isolated;

    Isolation(StoreContact contact, SocketIoServer server, IsolationProperties properties) {
        this.contact = contact;
        this.server = server;
        Duration tenth = properties.limit().dividedBy(10);
        this.checks =
                new PeriodicTask("isolation", tenth.compareTo(LONGEST_PAUSE) < 0 ? tenth : LONGEST_PAUSE, this::check);
    }

    /** The sockets of those who were let in just before are found by the next check. */
    private void check() {
        boolean lost = contact.isLost();
        if (lost) {
            sendAway(List.copyOf(server.sockets()));
        }
        if (isolated && !lost) {
            log.info("A store answers again: serving");
        }
        isolated = lost;
    }

    private void sendAway(List<ClientSocket> sockets) {
        if (!isolated) {
            log.warn(
                    "Neither Redis nor PostgreSQL for {} s: serving nobody until one is back, {} sockets go",
                    contact.silence().toSeconds(),
                    sockets.size());
        }
        for (ClientSocket socket : sockets) {
            socket.emit(EventNames.ERROR, ErrorCode.UNAVAILABLE.payload());
            socket.disconnect(DisconnectReason.SERVER_DRAINING);
        }
    }

    @Override
    public void start() {
        checks.start();
    }

    @Override
    public void stop() {
        checks.stop();
    }

    @Override
    public boolean isRunning() {
        return checks.isRunning();
    }

    @Override
    public int getPhase() {
        return 1;
    }
}
