package io.syncscript.gateway.fanout;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one message through and then none for ten seconds. Safe for any thread. */
final class LogThrottle {
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final AtomicLong dueAt = new AtomicLong(System.nanoTime());

    boolean permits() {
        long now = System.nanoTime();
        long due = dueAt.get();
        return now - due >= 0 && dueAt.compareAndSet(due, now + QUIET_NANOS);
    }
}
