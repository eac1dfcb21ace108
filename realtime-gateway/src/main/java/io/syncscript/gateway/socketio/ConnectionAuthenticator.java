package io.syncscript.gateway.socketio;

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

    /** Whether a client may connect. */
    sealed interface Decision permits Accepted, Refused {}

    /** @param principal what {@link ClientSocket#principal()} returns from now on */
    record Accepted(Object principal) implements Decision {}

    /**
     * The client gets a CONNECT_ERROR and nothing of it is kept.
     *
     * @param message {@code err.message} at the client
     * @param data {@code err.data} at the client
     */
    record Refused(String message, JsonNode data) implements Decision {}
}
