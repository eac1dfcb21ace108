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
    void broadcast(EncodedEvent event);

    /** The same, to the sockets that the filter accepts. The filter runs on the caller's thread. */
    void broadcast(EncodedEvent event, Predicate<ClientSocket> filter);
}
