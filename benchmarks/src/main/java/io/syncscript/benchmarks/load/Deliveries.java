package io.syncscript.benchmarks.load;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What has been delivered of one row of changes, over all members. Safe for any thread. */
final class Deliveries {
    private static final long LONGEST = 3_600_000_000_000L;

    private final Schedule schedule;
    private final ConcurrentHistogram latencies = new ConcurrentHistogram(LONGEST, 3);
    private final LongAdder received = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    Deliveries(Schedule schedule) {
        this.schedule = schedule;
        latencies.setAutoResize(false);
    }

    /**
     * Counts one delivery.
     *
     * @return the index of its change in the row, or -1 where it is of another row and does not count
     */
    int count(long sequence, int frameBytes) {
        if (!schedule.contains(sequence)) {
            return -1;
        }
        latencies.recordValue(Math.clamp(System.nanoTime() - schedule.dueNanos(sequence), 0, LONGEST));
        received.increment();
        bytes.add(frameBytes);
        return schedule.index(sequence);
    }

    long received() {
        return received.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    /** From the moment at which a change was due to its delivery, in nanoseconds. */
    Histogram latencies() {
        return latencies.copy();
    }
}
