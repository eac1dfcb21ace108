package io.syncscript.gateway.socketio;

/** Why a connection ended. Only {@link #PROTOCOL_ERROR} and {@link #INTERNAL_ERROR} say that something is wrong. */
public enum DisconnectReason {
    /** The client left the namespace or closed the transport. */
    CLIENT_LEFT,
    /** The transport broke off. */
    TRANSPORT_CLOSED,
    /** The client did not answer a ping in time. */
    PING_TIMEOUT,
    /** The client did not send CONNECT in time, or was refused and did not go. */
    NOT_CONNECTED,
    /** The application ends the socket for good: the client gets a DISCONNECT packet and does not come back by itself. */
    SERVER_ENDED,
    /** The server closes the transport without a DISCONNECT packet, so that the client comes back, perhaps elsewhere. */
    SERVER_DRAINING,
    /** The client reads more slowly than events are due, past the outbound limit; it is told, comes back and resumes. */
    SLOW_READER,
    /** The client went on sending far beyond what it may. */
    RATE_LIMITED,
    /** The client broke the protocol. */
    PROTOCOL_ERROR,
    /** The server failed on this connection. */
    INTERNAL_ERROR
}
