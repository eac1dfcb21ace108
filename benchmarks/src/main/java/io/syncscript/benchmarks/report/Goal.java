package io.syncscript.benchmarks.report;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A figure that must not be above a limit: as it is, or as a ratio to what another was measured to have in the same rounds.
 *
 * @param against whose figure it is divided by, or null for none
 * @param againstScenario in which that was measured
 */
public record Goal(
        String claim,
        String scenario,
        String subject,
        Metric metric,
        @Nullable String against,
        String againstScenario,
        double limit) {
    public static Goal ratio(
            String claim, String scenario, String subject, Metric metric, String against, double limit) {
        return new Goal(claim, scenario, subject, metric, against, scenario, limit);
    }

    public static Goal absolute(String claim, String scenario, String subject, Metric metric, double limit) {
        return new Goal(claim, scenario, subject, metric, null, scenario, limit);
    }

    /** The same goal against what was measured in another scenario. */
    public Goal measuredIn(String other) {
        return new Goal(claim, scenario, subject, metric, against, other, limit);
    }

    /** One row of a table: the claim, the limit, what was measured, and whether the median meets it. */
    String row(Results results) {
        Optional<Spread> measured = against == null
                ? results.spread(scenario, subject, metric)
                : results.ratio(scenario, subject, against, againstScenario, metric);
        String values = measured.map(Goal::values).orElse("not measured");
        String verdict =
                measured.map(spread -> spread.median() <= limit ? "yes" : "no").orElse("");
        return "| " + claim + " | " + number(limit) + " | " + values + " | " + verdict + " |";
    }

    private static String values(Spread spread) {
        return number(spread.median()) + " (" + number(spread.least()) + " to " + number(spread.most()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
