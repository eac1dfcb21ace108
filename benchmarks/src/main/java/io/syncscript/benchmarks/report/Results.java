package io.syncscript.benchmarks.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The readings of all rounds, by scenario and by who was measured. Not for concurrent use. */
public final class Results {
    private final Map<String, Map<String, List<Readings>>> byScenario = new LinkedHashMap<>();

    public void add(String scenario, String subject, Readings readings) {
        byScenario
                .computeIfAbsent(scenario, first -> new LinkedHashMap<>())
                .computeIfAbsent(subject, first -> new ArrayList<>())
                .add(readings);
    }

    /** A round that measured nothing, so that the rounds of others are still compared with those beside them. */
    public void addFailed(String scenario, String subject) {
        add(scenario, subject, new Readings());
    }

    Set<String> scenarios() {
        return byScenario.keySet();
    }

    Set<String> subjects(String scenario) {
        return byScenario.getOrDefault(scenario, Map.of()).keySet();
    }

    /** What somebody was measured by, in the order of {@link Metric}. */
    Set<Metric> metrics(String scenario) {
        Set<Metric> metrics = EnumSet.noneOf(Metric.class);
        byScenario
                .getOrDefault(scenario, Map.of())
                .values()
                .forEach(rounds -> rounds.forEach(
                        readings -> metrics.addAll(readings.values().keySet())));
        return metrics;
    }

    Optional<Spread> spread(String scenario, String subject, Metric metric) {
        List<Double> values = rounds(scenario, subject).stream()
                .flatMap(readings -> readings.get(metric).stream())
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** Round by round, so that what disturbed both in one round is in neither. */
    Optional<Spread> ratio(String scenario, String subject, String against, String againstScenario, Metric metric) {
        List<Readings> ours = rounds(scenario, subject);
        List<Readings> theirs = rounds(againstScenario, against);
        List<Double> ratios = IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .boxed()
                .flatMap(round -> ours
                        .get(round)
                        .get(metric)
                        .flatMap(value -> theirs.get(round).get(metric).map(other -> value / other))
                        .stream())
                .toList();
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private List<Readings> rounds(String scenario, String subject) {
        return byScenario.getOrDefault(scenario, Map.of()).getOrDefault(subject, List.of());
    }
}
