package io.syncscript.gateway.room;

/** How an attempt to enter a room ended. */
enum Entry {
    /** The socket is in the room: what is delivered from now on reaches it. */
    ENTERED,
    /** Too much was delivered since the socket's position: it has to read on in the log and try again. */
    BEHIND,
    /** The user lost access, or the vault is gone: the socket got the event that says so, and nothing after it. */
    DEPARTED,
    /** The socket is closed. */
    CLOSED
}
