package io.syncscript.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long after they were due things arrived, on the clock of {@link System#nanoTime()}. Safe for any thread. */
public final class Latencies {
    private static final long LONGEST = TimeUnit.HOURS.toNanos(1);

    private final ConcurrentHistogram nanos = new ConcurrentHistogram(LONGEST, 3);

    public Latencies() {
        nanos.setAutoResize(false);
    }

    /** Counts something that has arrived now; what took longer than an hour counts as an hour. */
    public void recordSince(long dueNanos) {
        nanos.recordValue(Math.clamp(System.nanoTime() - dueNanos, 0, LONGEST));
    }

    public long count() {
        return nanos.getTotalCount();
    }

    /** Returns when so many have been counted, or when patience is at an end. */
    public void await(long expected, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (count() < expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** Forgets what was counted; only while nothing arrives. */
    public void reset() {
        nanos.reset();
    }

    /** What has been counted so far, in nanoseconds. */
    public Histogram histogram() {
        return nanos.copy();
    }
}
