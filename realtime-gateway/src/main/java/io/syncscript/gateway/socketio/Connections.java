package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.handler.ClientsBox;
import java.util.Optional;
import java.util.UUID;

/** The open connections, by their Engine.IO session id. Thread-safe. */
final class Connections {
    private final ClientsBox clients = new ClientsBox();
    private final ConnectionCounts counts = new ConnectionCounts();

    void add(Connection connection) {
        clients.addClient(connection);
        counts.opened(!connection.isUpgradable());
    }

    /** The connection is closed; it can be found until its client has been told. */
    void closed(Connection connection, DisconnectReason reason) {
        counts.closed(!connection.isUpgradable(), reason);
    }

    ConnectionCounts counts() {
        return counts;
    }

    void remove(Connection connection) {
        clients.removeClient(connection.getSessionId());
    }

    Optional<Connection> find(UUID sid) {
        return Optional.ofNullable((Connection) clients.get(sid));
    }

    int count() {
        return counts.open();
    }
}
