package io.syncscript.gateway.room;

import io.syncscript.gateway.socketio.ClientSocket;
import io.syncscript.gateway.socketio.EncodedEvent;
import io.syncscript.gateway.socketio.SocketRoom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A room that emits in the caller's thread; as unsafe for several threads as a real one may be. */
final class FakeRoom implements SocketRoom {
    private final String name;
    private final Set<ClientSocket> sockets = new LinkedHashSet<>();

    FakeRoom(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean add(ClientSocket socket) {
        return sockets.add(socket);
    }

    @Override
    public boolean remove(ClientSocket socket) {
        return sockets.remove(socket);
    }

    @Override
    public int size() {
        return sockets.size();
    }

    @Override
    public int broadcast(EncodedEvent event, Runnable written) {
        return broadcast(event, socket -> true, written);
    }

    @Override
    public int broadcast(EncodedEvent event, Predicate<ClientSocket> filter, Runnable written) {
        List<ClientSocket> receivers = sockets.stream().filter(filter).toList();
        receivers.forEach(socket -> socket.emit(event));
        written.run();
        return receivers.size();
    }
}
