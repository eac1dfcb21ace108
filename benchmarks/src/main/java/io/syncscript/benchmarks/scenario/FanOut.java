package io.syncscript.benchmarks.scenario;

import io.syncscript.benchmarks.installation.Installation;
import io.syncscript.benchmarks.installation.Population;
import io.syncscript.benchmarks.load.DeliveryCount;
import io.syncscript.benchmarks.load.Schedule;
import io.syncscript.benchmarks.load.SocketFleet;
import io.syncscript.benchmarks.process.ProcessFigures;
import io.syncscript.benchmarks.report.Metric;
import io.syncscript.benchmarks.report.Readings;
import io.syncscript.benchmarks.rest.PacedPosts;
import io.syncscript.benchmarks.rest.PostCount;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One vault, all of its members connected, changes one by one at a steady rate. */
public record FanOut(int members, double rate, double warmUpSeconds, double seconds) implements Scenario {
    public static final String KEY = "fanout";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "Fan-out: %s, %.0f s", shape(), seconds);
    }

    public String shape() {
        return String.format(Locale.ROOT, "%,d members x %,.0f events/s", members, rate);
    }

    @Override
    public Readings run(Generator generator, Installation installation, Population population) {
        String vault = population.newVault();
        try (SocketFleet fleet = generator.fleet(installation)) {
            fleet.join(population.seats(vault, members));
            try (PacedPosts posts = generator.posts(installation, population.ownerCookie(), List.of(vault))) {
                if (warmUpSeconds > 0) {
                    measure(generator.schedule(rate, warmUpSeconds), installation, fleet, posts);
                }
                return measure(generator.schedule(rate, seconds), installation, fleet, posts);
            }
        }
    }

    private Readings measure(Schedule schedule, Installation installation, SocketFleet fleet, PacedPosts posts) {
        fleet.expect(schedule);
        CpuUse before = CpuUse.of(installation);
        PostCount posted = posts.run(schedule);
        DeliveryCount delivered = fleet.awaitDeliveries(posted.acknowledged(), PATIENCE);
        CpuUse used = CpuUse.of(installation).since(before);
        return new Readings()
                .putCount(Metric.DELIVERIES_EXPECTED, delivered.expected())
                .putCount(Metric.DELIVERIES_MISSING, delivered.missing())
                .putCount(Metric.DELIVERIES_DUPLICATE, delivered.duplicates())
                .putCount(Metric.EVENT_BYTES, delivered.bytesPerDelivery())
                .putDeliveries(delivered.latencies())
                .putCpuPer(Metric.GATEWAY_CPU_PER_DELIVERY, used.gateway(), delivered.received())
                .put(Metric.GATEWAY_CPU_SHARE, 100.0 * used.gateway().toNanos() / used.atNanos())
                .putCount(Metric.POSTS_FAILED, posted.failed())
                .putPosts(posted.latencies())
                .putCpuPer(Metric.API_CPU_PER_POST, used.api(), posted.acknowledgedTotal())
                .putMebibytes(
                        Metric.GATEWAY_RSS,
                        ProcessFigures.of(installation.gateway().pid()).residentBytes())
                .putMebibytes(
                        Metric.API_RSS,
                        ProcessFigures.of(installation.api().pid()).residentBytes());
    }
}
