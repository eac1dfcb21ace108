package io.syncscript.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
    private static final String FAN_OUT = "Fan-out";
    private final Results results = new Results();

    @Test
    void showsTheMedianOfTheRoundsAndHowFarTheyWereApart() {
        for (double cpu : new double[] {9.5, 8.25, 30}) {
            results.add(FAN_OUT, "SyncScript", new Readings().put(Metric.GATEWAY_CPU_PER_DELIVERY, cpu));
        }

        assertThat(report()).contains("| gateway CPU per delivery, µs (floor: per send) | 9.50 (8.25 to 30.00) |");
    }

    @Test
    void showsOneValueWhereAllRoundsAgree() {
        results.add(FAN_OUT, "SyncScript", new Readings().putCount(Metric.DELIVERIES_EXPECTED, 300_000));
        results.add(FAN_OUT, "SyncScript", new Readings().putCount(Metric.DELIVERIES_EXPECTED, 300_000));

        assertThat(report()).isEqualTo("""
                ### Fan-out

                | | SyncScript |
                |---|---:|
                | deliveries expected | 300,000 |
                """);
    }

    @Test
    void leavesTheFieldEmptyOfWhoWasNotMeasuredSo() {
        results.add(FAN_OUT, "floor", new Readings().put(Metric.GATEWAY_CPU_PER_DELIVERY, 7));
        results.add(FAN_OUT, "SyncScript", new Readings().put(Metric.DELIVERY_P99, 12.34));

        assertThat(report()).contains("| | floor | SyncScript |", "| delivery p99, ms | | 12.3 |");
    }

    @Test
    void dividesRoundByRound() {
        addRound(7, 14);
        addRound(14, 21);
        addRound(7, 7);
        Goal goal = Goal.ratio(
                "CPU per delivery / floor", FAN_OUT, "SyncScript", Metric.GATEWAY_CPU_PER_DELIVERY, "floor", 1.3);

        assertThat(report(goal)).contains("| CPU per delivery / floor | 1.30 | 1.50 (1.00 to 2.00) | no |");
    }

    @Test
    void dividesByWhatWasMeasuredInTheSameRoundWhereAnotherRoundFailed() {
        results.addFailed(FAN_OUT, "SyncScript");
        results.add(FAN_OUT, "floor", new Readings().put(Metric.GATEWAY_CPU_PER_DELIVERY, 1));
        addRound(7, 14);
        Goal goal = Goal.ratio(
                "CPU per delivery / floor", FAN_OUT, "SyncScript", Metric.GATEWAY_CPU_PER_DELIVERY, "floor", 1.3);

        assertThat(report(goal)).contains("| CPU per delivery / floor | 1.30 | 2.00 (2.00 to 2.00) | no |");
    }

    @Test
    void saysThatAGoalWasNotMeasured() {
        Goal goal = Goal.absolute("RSS", "Idle memory", "SyncScript", Metric.RSS_PER_MEMBER, 10);

        assertThat(report(goal)).contains("| RSS | 10.00 | not measured |  |");
    }

    @Test
    void hasAGoalMetByTheMedian() {
        results.add("Idle memory", "SyncScript", new Readings().put(Metric.RSS_PER_MEMBER, 9.9));
        Goal goal = Goal.absolute("RSS", "Idle memory", "SyncScript", Metric.RSS_PER_MEMBER, 10);

        assertThat(report(goal)).contains("| RSS | 10.00 | 9.90 (9.90 to 9.90) | yes |");
    }

    @Test
    void spreadsProcessorTimeOverWhatItWasUsedFor() {
        Readings readings = new Readings().putCpuPer(Metric.GATEWAY_CPU_PER_JOIN, Duration.ofMillis(500), 1_000);

        assertThat(readings.get(Metric.GATEWAY_CPU_PER_JOIN)).contains(500.0);
        assertThat(new Readings()
                        .putCpuPer(Metric.GATEWAY_CPU_PER_JOIN, Duration.ofMillis(500), 0)
                        .values())
                .isEmpty();
    }

    private void addRound(double floor, double ours) {
        results.add(FAN_OUT, "floor", new Readings().put(Metric.GATEWAY_CPU_PER_DELIVERY, floor));
        results.add(FAN_OUT, "SyncScript", new Readings().put(Metric.GATEWAY_CPU_PER_DELIVERY, ours));
    }

    private String report(Goal... goals) {
        return new MarkdownReport(results, List.of(goals), List.of()).text();
    }
}
