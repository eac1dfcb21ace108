package io.syncscript.gateway.socketio;

/** How a transport is ended. */
enum Closing {
    /** What waits is sent first, as far as the client reads it in a short time. */
    POLITE,
    /** What waits is dropped, and the client gets the last words instead, if it reads them in a short time. */
    LAST_WORDS,
    /** The client ends it and is told that the server has understood. */
    ANSWER,
    /** The client hears that it broke the protocol, if it is listening. */
    FAULT,
    /** Nothing more is sent. */
    CUT;

    static Closing of(DisconnectReason reason) {
        return switch (reason) {
            case SERVER_ENDED, SERVER_DRAINING, NOT_CONNECTED, RATE_LIMITED, INTERNAL_ERROR -> POLITE;
            case SLOW_READER -> LAST_WORDS;
            case CLIENT_LEFT -> ANSWER;
            case PROTOCOL_ERROR -> FAULT;
            case PING_TIMEOUT, TRANSPORT_CLOSED -> CUT;
        };
    }
}
