package io.syncscript.gateway.socketio;

import java.util.function.Predicate;

/**
 * The sockets that receive the same broadcasts. Membership is local to this process. Owned by one caller: calls must come one
 * after the other (a vault's room is used on the vault's lane only); delivery happens on the sockets' event loops, in the
 * order of the calls.
 */
public interface SocketRoom {
    String name();

    /** Adds the socket; false where it is in already. */
    boolean add(ClientSocket socket);

    /** Removes the socket; false where it is not in. Nothing broadcast after this reaches it. */
    boolean remove(ClientSocket socket);

    int size();

    /** Sends the event to every socket of the room: one encoding, one task and one flush for each event loop. */
    default void broadcast(EncodedEvent event) {
        broadcast(event, () -> {});
    }

    /** The same, to the sockets that the filter accepts. The filter runs on the caller's thread. */
    default void broadcast(EncodedEvent event, Predicate<ClientSocket> filter) {
        broadcast(event, filter, () -> {});
    }

    /**
     * Sends the event to every socket of the room.
     *
     * @param written runs once when the event is with the last of the sockets' channels, to be flushed within that turn of the
     *     event loop; on whatever thread, and where there is no socket too
     * @return to how many sockets it is sent
     */
    int broadcast(EncodedEvent event, Runnable written);

    /** The same, to the sockets that the filter accepts. The filter runs on the caller's thread. */
    int broadcast(EncodedEvent event, Predicate<ClientSocket> filter, Runnable written);
}
