package io.syncscript.gateway.room;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Lets a few replays at a time give the event loops a batch to write, so that live events find short queues there however many
 * clients resume. Safe for any thread.
 */
final class ReplayTurns {
    /** Long enough for an event loop to write what a turn gave it; a client that takes longer is waited for without a turn. */
    static final Duration LONGEST = Duration.ofMillis(25);

    private static final int AT_A_TIME = 16;

    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    /** Waits until it is the caller's turn, in the order of arrival. Whoever takes a turn ends it. */
    void take() {
        turns.acquireUninterruptibly();
    }

    void end() {
        turns.release();
    }
}
