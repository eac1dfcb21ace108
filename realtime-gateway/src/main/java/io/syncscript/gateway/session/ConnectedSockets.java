package io.syncscript.gateway.session;

import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.gateway.protocol.EventNames;
import io.syncscript.gateway.socketio.ClientSocket;
import io.syncscript.gateway.socketio.DisconnectReason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/** The sockets connected to this process, by the session each connected with. Safe for any thread. */
@Component
public class ConnectedSockets {
    private final ConcurrentMap<String, Set<ClientSocket>> bySession = new ConcurrentHashMap<>();

    public void add(String sessionId, ClientSocket socket) {
        bySession.compute(sessionId, (id, sockets) -> {
            Set<ClientSocket> all = sockets == null ? ConcurrentHashMap.newKeySet(1) : sockets;
            all.add(socket);
            return all;
        });
    }

    public void remove(String sessionId, ClientSocket socket) {
        bySession.computeIfPresent(sessionId, (id, sockets) -> {
            sockets.remove(socket);
            return sockets.isEmpty() ? null : sockets;
        });
    }

    /** The sessions that sockets are connected with, as they are now. */
    Set<String> sessionIds() {
        return Set.copyOf(bySession.keySet());
    }

    /** Tells the sockets of that session why, and ends them for good. */
    void end(String sessionId, ErrorCode reason) {
        for (ClientSocket socket : bySession.getOrDefault(sessionId, Set.of())) {
            socket.emit(EventNames.ERROR, reason.payload());
            socket.disconnect(DisconnectReason.SERVER_ENDED);
        }
    }
}
