package io.syncscript.acceptance.deployment;

/** The standard clients that everything promised is shown with. */
public enum ClientKind {
    /** {@code io.socket:socket.io-client}. */
    JAVA,
    /** The browser client that the gateway serves, inside Chromium. */
    JAVASCRIPT
}
