package io.syncscript.acceptance.fault;

/**
 * How a vault is changed during a trial.
 *
 * @param perSecond changes a second
 * @param large whether its sources have as much text as they may, which makes events of 5 KB
 */
record Load(int perSecond, boolean large) {
    static final Load STEADY = new Load(20, false);

    /** So close together that some can overtake others. */
    static final Load DENSE = new Load(60, false);

    /** Enough to fill what is between a gateway and a client that does not read, within seconds. */
    static final Load HEAVY = new Load(50, true);
}
