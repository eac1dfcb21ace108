package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.handler.ClientsBox;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The open connections, by their Engine.IO session id. Thread-safe. */
final class Connections {
    private final ClientsBox clients = new ClientsBox();
    private final AtomicInteger count = new AtomicInteger();

    void add(Connection connection) {
        clients.addClient(connection);
        count.incrementAndGet();
    }

    /** The connection is closed; it can be found until its client has been told. */
    void closed() {
        count.decrementAndGet();
    }

    void remove(Connection connection) {
        clients.removeClient(connection.getSessionId());
    }

    Optional<Connection> find(UUID sid) {
        return Optional.ofNullable((Connection) clients.get(sid));
    }

    int count() {
        return count.get();
    }
}
