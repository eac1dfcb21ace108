package io.syncscript.gateway.session;

/** What became of a session. */
enum SessionState {
    LIVE,
    /** It was not used for longer than it lasts. */
    EXPIRED,
    /** It was ended: its data is gone, or it was told to last no longer. */
    ENDED
}
