package io.syncscript.gateway.socketio;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Why a request gets no connection, with the code and message that Engine.IO clients know. */
enum EngineError {
    UNKNOWN_TRANSPORT(0, "Transport unknown", 400),
    UNKNOWN_SID(1, "Session ID unknown", 400),
    BAD_HANDSHAKE_METHOD(2, "Bad handshake method", 400),
    BAD_REQUEST(3, "Bad request", 400),
    FORBIDDEN(4, "Forbidden", 403),
    UNSUPPORTED_VERSION(5, "Unsupported protocol version", 400),
    /** Beyond the protocol's table: the client's address has too many connections, or opens them too fast. */
    TOO_MANY_REQUESTS(3, "Too many requests", 429),
    /** Beyond the protocol's table: the server takes nobody any more, another one may. */
    NOT_ACCEPTING(3, "Service unavailable", 503);

    private final int status;
    private final String json;

    EngineError(int code, String message, int status) {
        this.status = status;
        this.json = "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }

    HttpResponseStatus status() {
        return HttpResponseStatus.valueOf(status);
    }

    String json() {
        return json;
    }
}
