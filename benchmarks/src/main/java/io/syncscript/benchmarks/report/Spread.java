package io.syncscript.benchmarks.report;

import java.util.List;

/** What several rounds measured of one thing. */
record Spread(double least, double median, double most, int rounds) {
    /** @throws IllegalArgumentException where there is no value */
    static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.getFirst(), median, sorted.getLast(), sorted.size());
    }

    /** The median, and in parentheses the least and the most where they differ from it as written. */
    String format(Metric metric) {
        String middle = metric.format(median);
        String low = metric.format(least);
        String high = metric.format(most);
        return low.equals(middle) && high.equals(middle) ? middle : middle + " (" + low + " to " + high + ")";
    }
}
