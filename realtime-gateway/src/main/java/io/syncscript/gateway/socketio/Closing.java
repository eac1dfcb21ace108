package io.syncscript.gateway.socketio;

/** How a transport is ended. */
enum Closing {
    /** What waits is sent first, as far as the client reads it in a short time. */
    POLITE,
    /** The client hears that it is over if it is listening. */
    BRIEF,
    /** Nothing more is sent. */
    CUT;

    static Closing of(DisconnectReason reason) {
        return switch (reason) {
            case CLIENT_LEFT, SERVER_ENDED, SERVER_DRAINING, NOT_CONNECTED, INTERNAL_ERROR -> POLITE;
            case PROTOCOL_ERROR -> BRIEF;
            case PING_TIMEOUT, TRANSPORT_CLOSED, SLOW_READER -> CUT;
        };
    }
}
