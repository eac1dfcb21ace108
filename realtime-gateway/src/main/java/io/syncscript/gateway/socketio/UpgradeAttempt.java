package io.syncscript.gateway.socketio;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A connection's way from polling to a websocket: the client probes the websocket, ends its last poll and says that it will go
 * on over the websocket. Whatever else happens costs the websocket, and the connection stays on polling. Confined to the home loop.
 */
final class UpgradeAttempt {
    private final Connection connection;
    private final PollingWire from;
    private final Future<?> timer;
    private @Nullable WebSocketWire websocket;
    private boolean probed;
    private boolean ended;

    UpgradeAttempt(Connection connection, PollingWire from, Duration timeout) {
        this.connection = connection;
        this.from = from;
        this.timer = connection.home().schedule(this::fail, timeout);
    }

    /** The websocket is open; it may come too late. */
    void open(WebSocketWire opened) {
        if (ended) {
            opened.close(Closing.POLITE, () -> {});
        } else {
            websocket = opened;
        }
    }

    boolean isOver(Wire wire) {
        return wire == websocket;
    }

    void receive(EnginePacket packet) {
        WebSocketWire to = websocket;
        if (to != null && packet instanceof EnginePacket.Probe && !probed) {
            probed = true;
            to.write(Outbound.PROBE_ANSWER);
            to.flush();
            from.upgrading(true);
        } else if (packet instanceof EnginePacket.Upgrade && probed) {
            end();
            connection.upgradeEnded(to);
        } else {
            fail();
        }
    }

    void fail() {
        if (!ended) {
            end();
            connection.upgradeEnded(null);
            if (websocket != null) {
                websocket.close(Closing.FAULT, () -> {});
            }
        }
    }

    private void end() {
        ended = true;
        timer.cancel(false);
        from.upgrading(false);
    }
}
