package io.syncscript.gateway.room;

/** What told a lane that its room may lack events that the log has. */
enum GapFinder {
    /** A message further ahead than the next, or one that could not be read. */
    MESSAGE,
    /** A head found by the sweep. */
    SWEEP,
    /** A subscription that has just begun, before which events may have been published. */
    SUBSCRIPTION,
    /** The first to enter a room again that was empty, where nothing was heeded. */
    ENTRY
}
