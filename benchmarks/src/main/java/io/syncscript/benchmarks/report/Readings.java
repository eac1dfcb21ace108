package io.syncscript.benchmarks.report;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The figures of one run of a scenario, in the order of {@link Metric}. Not for concurrent use. */
public final class Readings {
    private static final double MIB = 1024.0 * 1024.0;
    private final Map<Metric, Double> values = new EnumMap<>(Metric.class);

    public Readings put(Metric metric, double value) {
        values.put(metric, value);
        return this;
    }

    public Readings putCount(Metric metric, long count) {
        return put(metric, (double) count);
    }

    /** Processor time of each of {@code count}, in microseconds; nothing where there was none. */
    public Readings putCpuPer(Metric metric, Duration cpuTime, long count) {
        return count == 0 ? this : put(metric, cpuTime.toNanos() / 1e3 / (double) count);
    }

    public Readings putMebibytes(Metric metric, long bytes) {
        return put(metric, (double) bytes / MIB);
    }

    /** A percentile in milliseconds of latencies in nanoseconds; nothing where there was none. */
    public Readings putPercentile(Metric metric, Histogram latencies, double percentile) {
        return latencies.getTotalCount() == 0
                ? this
                : put(metric, (double) latencies.getValueAtPercentile(percentile) / 1e6);
    }

    /** The percentiles of a delivery, of latencies in nanoseconds. */
    public Readings putDeliveries(Histogram latencies) {
        return putPercentile(Metric.DELIVERY_P50, latencies, 50)
                .putPercentile(Metric.DELIVERY_P99, latencies, 99)
                .putPercentile(Metric.DELIVERY_P999, latencies, 99.9);
    }

    /** The percentiles of a POST, of latencies in nanoseconds. */
    public Readings putPosts(Histogram latencies) {
        return putPercentile(Metric.POST_P50, latencies, 50)
                .putPercentile(Metric.POST_P99, latencies, 99)
                .putPercentile(Metric.POST_P999, latencies, 99.9);
    }

    public Optional<Double> get(Metric metric) {
        return Optional.ofNullable(values.get(metric));
    }

    public Map<Metric, Double> values() {
        return Collections.unmodifiableMap(values);
    }
}
