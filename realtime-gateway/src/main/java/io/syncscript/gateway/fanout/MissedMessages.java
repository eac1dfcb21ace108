package io.syncscript.gateway.fanout;

import java.util.function.LongPredicate;

/**
 * Tells a dead subscription from a lost message. Dead is one on which several messages in a row were missed, with none heard
 * in between, while a canary that was sent after the first of them came back. Safe for any thread.
 */
final class MissedMessages {
    private final int limit;
    private final LongPredicate provenSince;
    private int missed;
    private long firstMissedAt;

    /**
     * @param limit how many missed messages make a subscription suspect
     * @param provenSince whether Redis was proven to deliver at that {@link System#nanoTime()} or later
     */
    MissedMessages(int limit, LongPredicate provenSince) {
        this.limit = limit;
        this.provenSince = provenSince;
    }

    synchronized void heard() {
        missed = 0;
    }

    /** True where the subscription is dead; counting then begins anew. */
    synchronized boolean missed() {
        if (missed == 0) {
            firstMissedAt = System.nanoTime();
        }
        missed++;
        if (missed < limit || !provenSince.test(firstMissedAt)) {
            return false;
        }
        missed = 0;
        return true;
    }
}
