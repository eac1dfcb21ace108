package io.syncscript.benchmarks.load;

import java.util.concurrent.atomic.LongAdder;

/** What has been delivered of one row of changes, over all members. Safe for any thread. */
final class Deliveries {
    private final Schedule schedule;
    private final Latencies latencies = new Latencies();
    private final LongAdder bytes = new LongAdder();

    Deliveries(Schedule schedule) {
        this.schedule = schedule;
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
        latencies.recordSince(schedule.dueNanos(sequence));
        bytes.add(frameBytes);
        return schedule.index(sequence);
    }

    long bytes() {
        return bytes.sum();
    }

    /** From the moment at which a change was due to its delivery. */
    Latencies latencies() {
        return latencies;
    }
}
