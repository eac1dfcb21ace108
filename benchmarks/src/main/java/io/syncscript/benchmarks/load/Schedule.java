package io.syncscript.benchmarks.load;

import java.time.Duration;

/**
 * When each of a row of changes is due: at even distances, whatever became of those before. Latencies are counted from there, so
 * that a server which makes changes wait is charged for their waiting.
 *
 * @param first the number of the first change
 * @param startNanos when that is due, on the clock of {@link System#nanoTime()}
 */
public record Schedule(long first, int count, long startNanos, long intervalNanos) {
    public Schedule {
        if (count < 1 || intervalNanos < 0) {
            throw new IllegalArgumentException("no schedule: " + count + " changes every " + intervalNanos + " ns");
        }
    }

    /** Changes at a rate per second, from shortly after now on. */
    public static Schedule startingNow(long first, int count, double ratePerSecond) {
        long lead = Duration.ofMillis(50).toNanos();
        return new Schedule(first, count, System.nanoTime() + lead, Math.round(1e9 / ratePerSecond));
    }

    public boolean contains(long sequence) {
        return sequence >= first && sequence < first + count;
    }

    /** Which of the row it is, from 0. */
    public int index(long sequence) {
        return Math.toIntExact(sequence - first);
    }

    /** When a change is due. */
    public long dueNanos(long sequence) {
        return startNanos + (sequence - first) * intervalNanos;
    }

    public Duration length() {
        return Duration.ofNanos(count * intervalNanos);
    }
}
