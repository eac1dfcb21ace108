package io.syncscript.benchmarks.scenario;

import io.syncscript.benchmarks.installation.Installation;
import io.syncscript.benchmarks.installation.Population;
import io.syncscript.benchmarks.load.DeliveryCount;
import io.syncscript.benchmarks.load.SocketFleet;
import io.syncscript.benchmarks.report.Metric;
import io.syncscript.benchmarks.report.Readings;
import io.syncscript.benchmarks.rest.PacedPosts;
import io.syncscript.benchmarks.rest.PostCount;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Several events of one vault are due at once: the gateway is stopped by a signal while the changes are made, as a pause of its
 * machine would, and finds the events of all of them waiting when it goes on.
 */
public record Burst(int members, int events, int warmUpBursts, int bursts) implements Scenario {
    public static final String KEY = "burst";

    private static final double POSTS_PER_SECOND = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String title() {
        return String.format(
                Locale.ROOT, "Burst: %,d members, %d events due at once, %d times", members, events, bursts);
    }

    @Override
    public Readings run(Generator generator, Installation installation, Population population) {
        String vault = population.newVault();
        try (SocketFleet fleet = generator.fleet(installation)) {
            fleet.join(population.seats(vault, members));
            try (PacedPosts posts = generator.posts(installation, population.ownerCookie(), List.of(vault))) {
                return measure(generator, installation, fleet, posts);
            }
        }
    }

    private Readings measure(Generator generator, Installation installation, SocketFleet fleet, PacedPosts posts) {
        for (int i = 0; i < warmUpBursts; i++) {
            burst(generator, installation, fleet, posts);
        }
        Sum sum = new Sum();
        CpuUse before = CpuUse.of(installation);
        for (int i = 0; i < bursts; i++) {
            sum.add(burst(generator, installation, fleet, posts));
        }
        CpuUse used = CpuUse.of(installation).since(before);
        return new Readings()
                .putCount(Metric.DELIVERIES_EXPECTED, sum.expected)
                .putCount(Metric.DELIVERIES_MISSING, sum.missing)
                .putCount(Metric.DELIVERIES_DUPLICATE, sum.duplicates)
                .putCpuPer(Metric.GATEWAY_CPU_PER_DELIVERY, used.gateway(), sum.received);
    }

    private DeliveryCount burst(Generator generator, Installation installation, SocketFleet fleet, PacedPosts posts) {
        var schedule = generator.schedule(POSTS_PER_SECOND, events / POSTS_PER_SECOND);
        fleet.expect(schedule);
        installation.gateway().freeze();
        PostCount posted;
        try {
            posted = posts.run(schedule);
        } finally {
            installation.gateway().thaw();
        }
        return fleet.awaitDeliveries(posted.acknowledged(), PATIENCE);
    }

    private static final class Sum {
        private long expected;
        private long missing;
        private long duplicates;
        private long received;

        void add(DeliveryCount count) {
            expected += count.expected();
            missing += count.missing();
            duplicates += count.duplicates();
            received += count.received();
        }
    }
}
