package io.syncscript.api.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one of many equal log lines through per interval. Safe for any thread. */
public final class Seldom {
    private final long interval;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    public Seldom(Duration interval) {
        this.interval = interval.toNanos();
    }

    /** True for the first call, and for the first one after each interval. */
    public boolean now() {
        long now = System.nanoTime();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + interval);
    }
}
