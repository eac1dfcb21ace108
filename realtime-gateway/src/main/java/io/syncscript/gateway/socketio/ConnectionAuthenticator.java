package io.syncscript.gateway.socketio;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/**
 * Decides who may connect. Asked once for every CONNECT, with or without a payload, before anything of the client is
 * registered.
 */
public interface ConnectionAuthenticator {
    /**
     * Called on an event loop: must not block. A stage that fails or that does not complete within the connect timeout
     * refuses the connection with {@link #unavailable()}.
     */
    CompletionStage<Decision> authenticate(Handshake handshake);

    /** The answer where {@link #authenticate} gave none. */
    Refused unavailable();

    /** The answer where the user has as many sockets as one user may have. */
    Refused overLimit();

    /**
     * The cookies by which {@link #authenticate} knows a client. A request on a connection whose first request had others is
     * refused as if there was no such connection.
     */
    Set<String> credentialCookies();

    /** Told of what a client got in the end, timeouts and limits included. Called on an event loop: must not block. */
    default void decided(Decision decision) {}

    /** Whether a client may connect. */
    sealed interface Decision permits Accepted, Refused {}

    /**
     * @param principal what {@link ClientSocket#principal()} returns from now on
     * @param user whose number of sockets it counts for
     */
    record Accepted(Object principal, String user) implements Decision {}

    /**
     * The client gets a CONNECT_ERROR and nothing of it is kept.
     *
     * @param message {@code err.message} at the client
     * @param data {@code err.data} at the client
     */
    record Refused(String message, JsonNode data) implements Decision {}
}
