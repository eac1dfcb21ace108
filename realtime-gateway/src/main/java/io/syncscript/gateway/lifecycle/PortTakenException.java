package io.syncscript.gateway.lifecycle;

/** The gateway's socket port cannot be bound. */
final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(int port, Throwable cause) {
        super("Port " + port + " for Socket.IO cannot be bound: is another process using it?", cause);
    }
}
