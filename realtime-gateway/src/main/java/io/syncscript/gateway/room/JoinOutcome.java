package io.syncscript.gateway.room;

/** How a request to join a vault ended where it was not refused. */
enum JoinOutcome {
    /** Without a revision. */
    JOINED,
    /** From the revision that was asked for. */
    RESUMED,
    /** At the head, since the revision that was asked for is out of reach. */
    UNRECOVERED,
    /** Nothing changed: the socket was in the room. */
    PRESENT
}
