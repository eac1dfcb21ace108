package io.syncscript.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.benchmarks.load.EventLoops;
import io.syncscript.benchmarks.load.SourceAddresses;
import io.syncscript.benchmarks.report.Metric;
import io.syncscript.benchmarks.report.Readings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class FloorTest {
    @Test
    void sendsEveryEventToEverySocket() {
        try (EventLoops loops = new EventLoops()) {
            Readings readings = new Floor(loops, new SourceAddresses()).run(5, 100, 0.5, 424);

            assertThat(readings.get(Metric.DELIVERIES_EXPECTED)).contains(250.0);
            assertThat(readings.get(Metric.DELIVERIES_MISSING)).contains(0.0);
            assertThat(readings.get(Metric.GATEWAY_CPU_PER_DELIVERY)).isPresent();
            assertThat(readings.get(Metric.DELIVERY_P99))
                    .hasValueSatisfying(latency -> assertThat(latency).isBetween(0.001, 10_000.0));
        }
    }
}
