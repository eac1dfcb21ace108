package io.syncscript.benchmarks.rest;

import io.syncscript.benchmarks.load.Schedule;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How a row of changes was answered.
 *
 * @param acknowledged by vault, by the index in the row: those answered 201
 * @param failures the others, by status; 0 stands for a connection that ended
 * @param latencies of those acknowledged, from the moment at which they were due, in nanoseconds
 * @param nanos from the first change due to the last answer
 */
public record PostCount(
        Map<String, BitSet> acknowledged, Map<Integer, Integer> failures, Histogram latencies, long nanos) {
    public long acknowledgedTotal() {
        return latencies.getTotalCount();
    }

    public int failed() {
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    public double perSecond() {
        return acknowledgedTotal() / (nanos / 1e9);
    }

    /** Adds up. Not for concurrent use. */
    static final class Tally {
        private static final int CREATED = 201;
        private final Schedule schedule;
        private final Map<String, BitSet> acknowledged = new HashMap<>();
        private final Map<Integer, Integer> failures = new TreeMap<>();
        private final Histogram latencies = new Histogram(3);

        Tally(Schedule schedule) {
            this.schedule = schedule;
        }

        void add(long sequence, String vaultId, int status) {
            if (status == CREATED) {
                latencies.recordValue(System.nanoTime() - schedule.dueNanos(sequence));
                acknowledged.computeIfAbsent(vaultId, first -> new BitSet()).set(schedule.index(sequence));
            } else {
                failures.merge(status, 1, Integer::sum);
            }
        }

        PostCount count() {
            return new PostCount(acknowledged, failures, latencies, System.nanoTime() - schedule.startNanos());
        }
    }
}
