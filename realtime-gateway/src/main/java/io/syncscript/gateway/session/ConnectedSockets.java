package io.syncscript.gateway.session;

import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.gateway.protocol.EventNames;
import io.syncscript.gateway.socketio.ClientSocket;
import io.syncscript.gateway.socketio.DisconnectReason;
import io.syncscript.model.session.EndedSessions;
import io.syncscript.model.session.SessionDigest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The sockets connected to this process, by the session each connected with. A session that is added to the ended ones before
 * {@link #end} is called leaves no socket behind, also none that is being added meanwhile. Safe for any thread.
 */
@Component
public class ConnectedSockets {
    private static final Logger log = LoggerFactory.getLogger(ConnectedSockets.class);

    private final ConcurrentMap<String, Session> byDigest = new ConcurrentHashMap<>();
    private final EndedSessions ended;

    private record Session(String id, Set<ClientSocket> sockets) {}

    ConnectedSockets(EndedSessions ended) {
        this.ended = ended;
    }

    public void add(String sessionId, ClientSocket socket) {
        String digest = SessionDigest.hex(sessionId);
        byDigest.compute(digest, (key, known) -> {
            Session session = known == null ? new Session(sessionId, ConcurrentHashMap.newKeySet(1)) : known;
            session.sockets().add(socket);
            return session;
        });
        if (ended.contains(sessionId)) {
            int ends = end(digest, ErrorCode.SESSION_ENDED);
            log.debug("Ended {} sockets of a session that ended meanwhile", ends);
        }
    }

    public void remove(String sessionId, ClientSocket socket) {
        byDigest.computeIfPresent(SessionDigest.hex(sessionId), (key, session) -> {
            session.sockets().remove(socket);
            return session.sockets().isEmpty() ? null : session;
        });
    }

    /** The sessions that sockets are connected with, as they are now. */
    Set<String> sessionIds() {
        return byDigest.values().stream().map(Session::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Tells the sockets of the session with that digest why, ends them for good, and says how many there were. */
    int end(String digest, ErrorCode reason) {
        Session session = byDigest.get(digest);
        if (session == null) {
            return 0;
        }
        List<ClientSocket> sockets = List.copyOf(session.sockets());
        sockets.forEach(socket -> end(socket, reason));
        return sockets.size();
    }

    /** Tells all sockets why, and ends them. */
    public void endAll(ErrorCode reason) {
        byDigest.values().forEach(session -> session.sockets().forEach(socket -> end(socket, reason)));
    }

    private static void end(ClientSocket socket, ErrorCode reason) {
        socket.emit(EventNames.ERROR, reason.payload());
        socket.disconnect(DisconnectReason.SERVER_ENDED);
    }
}
