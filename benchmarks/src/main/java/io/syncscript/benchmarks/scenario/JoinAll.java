package io.syncscript.benchmarks.scenario;

import io.syncscript.benchmarks.installation.Installation;
import io.syncscript.benchmarks.installation.Population;
import io.syncscript.benchmarks.load.Joins;
import io.syncscript.benchmarks.load.Seat;
import io.syncscript.benchmarks.load.SocketFleet;
import io.syncscript.benchmarks.report.Metric;
import io.syncscript.benchmarks.report.Readings;
import java.util.List;
import java.util.Locale;

/**
 * Members connect and join one vault, so many at a time: each from the TCP connection and the websocket handshake to
 * {@code vault:joined}.
 *
 * @param warmUp joins before those that are measured, by the same users
 */
public record JoinAll(int members, int warmUp) implements Scenario {
    public static final String KEY = "join";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "Joins: %,d, %d at a time, after %,d", members, SocketFleet.AT_ONCE, warmUp);
    }

    @Override
    public Readings run(Generator generator, Installation installation, Population population) {
        List<Seat> seats = population.seats(population.newVault(), members);
        for (int left = warmUp; left > 0; left -= seats.size()) {
            try (SocketFleet fleet = generator.fleet(installation)) {
                fleet.join(seats.subList(0, Math.min(left, seats.size())));
            }
        }
        try (SocketFleet fleet = generator.fleet(installation)) {
            CpuUse before = CpuUse.of(installation);
            Joins joins = fleet.join(seats);
            CpuUse used = CpuUse.of(installation).since(before);
            return new Readings()
                    .putCount(Metric.JOINS, joins.joined())
                    .put(Metric.JOINS_PER_SECOND, joins.perSecond())
                    .putPercentile(Metric.JOIN_P50, joins.latencies(), 50)
                    .putPercentile(Metric.JOIN_P99, joins.latencies(), 99)
                    .putCpuPer(Metric.GATEWAY_CPU_PER_JOIN, used.gateway(), joins.joined());
        }
    }
}
