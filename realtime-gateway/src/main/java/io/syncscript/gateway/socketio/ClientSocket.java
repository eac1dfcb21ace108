package io.syncscript.gateway.socketio;

import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/**
 * One client connected to a namespace. All methods may be called from any thread and never block. What one thread emits to a
 * socket arrives in that order, over polling, over websocket, and across an upgrade between them; this holds for
 * {@link SocketRoom#broadcast} and {@link #emit} together. Once the socket is closed, emitting does nothing.
 */
public interface ClientSocket {
    /** The public id that the client sees as {@code socket.id}: random, and no way into the connection. */
    String id();

    /** What the {@link ConnectionAuthenticator} accepted this connection with. */
    Object principal();

    /** True from the acceptance of the CONNECT until the socket is closed, by whom ever. */
    boolean isConnected();

    void emit(EncodedEvent event);

    /** Encodes and emits an event with one payload. */
    default void emit(String name, JsonNode payload) {
        emit(EncodedEvent.of(name, payload.toString()));
    }

    /**
     * Completes when the network, or a poll of the client, has taken what this thread emitted before, and when the socket is
     * closed; never fails. Who has much to emit awaits it now and then, and so goes no faster than the client reads.
     */
    CompletionStage<Void> drained();

    /**
     * Closes the socket: the one way in which the server ends a connection. What was emitted before is sent first as far as
     * the client reads it. Does nothing on a socket that is closed already.
     */
    void disconnect(DisconnectReason reason);
}
