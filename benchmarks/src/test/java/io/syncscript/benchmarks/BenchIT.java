package io.syncscript.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.benchmarks.installation.Ours;
import io.syncscript.benchmarks.installation.Population;
import io.syncscript.benchmarks.report.Metric;
import io.syncscript.benchmarks.report.Readings;
import io.syncscript.benchmarks.scenario.Burst;
import io.syncscript.benchmarks.scenario.FanOut;
import io.syncscript.benchmarks.scenario.Generator;
import io.syncscript.benchmarks.scenario.JoinAll;
import io.syncscript.benchmarks.scenario.Mutations;
import io.syncscript.benchmarks.scenario.ReconnectStorm;
import io.syncscript.benchmarks.scenario.Scenario;
import io.syncscript.local.Progress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The load generator against the packaged processes, with loads that say nothing about their speed. */
@EnabledOnOs(OS.LINUX)
class BenchIT {
    @TempDir
    static Path directory;

    private static Generator generator;
    private static Ours ours;
    private static Population population;

    @BeforeAll
    static void start() {
        generator = new Generator();
        Path root = Path.of("..").toAbsolutePath().normalize();
        // Starts in half of the time, which is what this test is about.
        Map<String, String> environment = Map.of(
                "SYNCSCRIPT_BENCH_API_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1",
                "SYNCSCRIPT_BENCH_GATEWAY_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        ours = Ours.start(root, directory, environment, Progress.silent());
        population = new Population(ours, 20);
    }

    @AfterAll
    static void stop() {
        ours.close();
        generator.close();
    }

    @Test
    void receivesEachChangeOnceAtEachMember() {
        Readings readings = run(new FanOut(20, 25, 0, 2));

        assertThat(readings.get(Metric.POSTS_FAILED)).contains(0.0);
        assertThat(readings.get(Metric.DELIVERIES_EXPECTED)).contains(1_000.0);
        assertThat(readings.get(Metric.DELIVERIES_MISSING)).contains(0.0);
        assertThat(readings.get(Metric.DELIVERIES_DUPLICATE)).contains(0.0);
        assertThat(readings.get(Metric.DELIVERY_P99))
                .hasValueSatisfying(millis -> assertThat(millis).isPositive());
        assertThat(readings.get(Metric.GATEWAY_RSS))
                .hasValueSatisfying(mebibytes -> assertThat(mebibytes).isGreaterThan(50));
    }

    @Test
    void receivesAllThatCameWhileTheGatewayWasStopped() {
        Readings readings = run(new Burst(20, 5, 0, 3));

        assertThat(readings.get(Metric.DELIVERIES_EXPECTED)).contains(300.0);
        assertThat(readings.get(Metric.DELIVERIES_MISSING)).contains(0.0);
        assertThat(readings.get(Metric.DELIVERIES_DUPLICATE)).contains(0.0);
    }

    @Test
    void measuresJoins() {
        Readings readings = run(new JoinAll(20, 20));

        assertThat(readings.get(Metric.JOINS)).contains(20.0);
        assertThat(readings.get(Metric.JOIN_P50))
                .hasValueSatisfying(millis -> assertThat(millis).isPositive());
    }

    @Test
    void addsSourcesToManyVaults() {
        Readings readings = run(new Mutations(5, 50, 0, 1));

        assertThat(readings.get(Metric.POSTS_FAILED)).contains(0.0);
        assertThat(readings.get(Metric.API_CPU_PER_POST))
                .hasValueSatisfying(micros -> assertThat(micros).isPositive());
    }

    @Test
    void bringsBackWhatWasMissedAndDisturbsNoBystander() {
        Readings readings = run(new ReconnectStorm(20, 5, 5, 20));

        assertThat(readings.get(Metric.JOINS)).contains(20.0);
        assertThat(readings.get(Metric.DELIVERIES_EXPECTED)).contains(100.0);
        assertThat(readings.get(Metric.DELIVERIES_MISSING)).contains(0.0);
        assertThat(readings.get(Metric.LIVE_MISSING)).contains(0.0);
    }

    private static Readings run(Scenario scenario) {
        return scenario.run(generator, ours, population);
    }
}
