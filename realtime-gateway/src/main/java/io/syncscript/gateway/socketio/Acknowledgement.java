package io.syncscript.gateway.socketio;

import tools.jackson.databind.JsonNode;

/** The way back to the callback of an emitted event. May be used from any thread. */
public interface Acknowledgement {
    /** True where the client gave a callback. */
    boolean isRequested();

    /** Calls the client's callback with these arguments; only the first call counts, and none where no callback was given. */
    void send(JsonNode... args);
}
