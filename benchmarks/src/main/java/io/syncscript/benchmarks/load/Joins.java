package io.syncscript.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How many clients joined, in which time altogether, and each from opening its connection to {@code vault:joined}.
 *
 * @param failures how often each reason was met
 * @param latencies in nanoseconds
 */
public record Joins(int joined, Map<String, Integer> failures, Duration elapsed, Histogram latencies) {
    /** @throws IllegalStateException with the reasons where somebody did not get in */
    public Joins requireAll() {
        if (!failures.isEmpty()) {
            throw new IllegalStateException("Clients could not join: " + failures);
        }
        return this;
    }

    public double perSecond() {
        return joined / (elapsed.toNanos() / 1e9);
    }

    /** Adds up. Safe for any thread. */
    static final class Tally {
        private final AtomicInteger joined = new AtomicInteger();
        private final Map<String, Integer> failures = new ConcurrentHashMap<>();
        private final Histogram latencies = new ConcurrentHistogram(3);

        void add(Member member, @Nullable Throwable failure) {
            if (failure == null) {
                joined.incrementAndGet();
                latencies.recordValue(member.joinedAfterNanos());
            } else {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                failures.merge(String.valueOf(cause.getMessage()), 1, Integer::sum);
            }
        }

        Joins over(Duration elapsed) {
            return new Joins(joined.get(), new TreeMap<>(failures), elapsed, latencies.copy());
        }
    }
}
