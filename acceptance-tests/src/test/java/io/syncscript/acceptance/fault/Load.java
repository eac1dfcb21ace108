package io.syncscript.acceptance.fault;

/**
 * How a vault is changed during a trial.
 *
 * @param perSecond changes a second
 * @param urlLength the length of each source's URL, by which events are small or large
 */
record Load(int perSecond, int urlLength) {
    static final Load STEADY = new Load(20, 60);

    /** Enough to fill what is between a gateway and a client that does not read, within seconds. */
    static final Load HEAVY = new Load(60, 2_000);
}
