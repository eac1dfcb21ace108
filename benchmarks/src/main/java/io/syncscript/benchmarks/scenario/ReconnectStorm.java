package io.syncscript.benchmarks.scenario;

import io.syncscript.benchmarks.installation.Installation;
import io.syncscript.benchmarks.installation.Population;
import io.syncscript.benchmarks.load.DeliveryCount;
import io.syncscript.benchmarks.load.Joins;
import io.syncscript.benchmarks.load.Schedule;
import io.syncscript.benchmarks.load.Seat;
import io.syncscript.benchmarks.load.SocketFleet;
import io.syncscript.benchmarks.report.Metric;
import io.syncscript.benchmarks.report.Readings;
import io.syncscript.benchmarks.rest.PacedPosts;
import io.syncscript.benchmarks.rest.PostCount;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * All members of a vault lose their connections, miss some changes, come back as fast as they are let in, and resume; meanwhile
 * another vault, whose members stay, has changes at a steady rate.
 */
public record ReconnectStorm(int members, int missed, int bystanders, double liveRate) implements Scenario {
    public static final String KEY = "storm";

    private static final int AT_ONCE = 2_000;
    private static final double MISSED_PER_SECOND = 100;
    private static final double LONGEST_SECONDS = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String title() {
        return String.format(
                Locale.ROOT,
                "Reconnect storm: %,d members, each resumes after %d events; %d bystanders at %,.0f events/s",
                members,
                missed,
                bystanders,
                liveRate);
    }

    @Override
    public Readings run(Generator generator, Installation installation, Population population) {
        String stormy = population.newVault();
        String calm = population.newVault();
        List<Seat> seats = population.seats(stormy, members);
        try (SocketFleet others = generator.bystanders(installation)) {
            others.join(population.seats(calm, bystanders));
            long seen;
            try (SocketFleet before = generator.fleet(installation)) {
                before.join(seats);
                seen = before.revision();
            }
            try (PacedPosts live = generator.posts(installation, population.ownerCookie(), List.of(calm));
                    PacedPosts away = generator.posts(installation, population.ownerCookie(), List.of(stormy))) {
                Schedule missing = generator.schedule(MISSED_PER_SECOND, missed / MISSED_PER_SECOND);
                PostCount posted = away.run(missing);
                return beside(
                        generator, others, live, () -> storm(generator, installation, seats, seen, missing, posted));
            }
        }
    }

    /** The storm's readings, with those of changes that others make and receive from its beginning to its end. */
    private Readings beside(Generator generator, SocketFleet others, PacedPosts live, Supplier<Readings> storm) {
        Schedule schedule = generator.schedule(liveRate, LONGEST_SECONDS);
        others.expect(schedule);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<PostCount> living = CompletableFuture.supplyAsync(
                () -> live.run(schedule, over::get),
                task -> Thread.ofPlatform().daemon().name("live-changes").start(task));
        Readings readings = storm.get();
        over.set(true);
        PostCount posted = living.join();
        DeliveryCount undisturbed = others.awaitDeliveries(posted.acknowledged(), PATIENCE);
        return readings.putPercentile(Metric.POST_P99, posted.latencies(), 99)
                .putPercentile(Metric.LIVE_P50, undisturbed.latencies(), 50)
                .putPercentile(Metric.LIVE_P99, undisturbed.latencies(), 99)
                .putCount(Metric.LIVE_MISSING, undisturbed.missing());
    }

    private static Readings storm(
            Generator generator,
            Installation installation,
            List<Seat> seats,
            long seen,
            Schedule missing,
            PostCount posted) {
        try (SocketFleet back = generator.fleet(installation)) {
            back.expect(missing);
            CpuUse before = CpuUse.of(installation);
            Joins joins = back.open(seats, AT_ONCE, seen).requireAll();
            DeliveryCount replayed = back.awaitDeliveries(posted.acknowledged(), PATIENCE);
            CpuUse used = CpuUse.of(installation).since(before);
            return new Readings()
                    .putCount(Metric.JOINS, joins.joined())
                    .put(Metric.STORM_SECONDS, used.seconds())
                    .putCpuPer(Metric.GATEWAY_CPU_PER_JOIN, used.gateway(), joins.joined())
                    .putCount(Metric.DELIVERIES_EXPECTED, replayed.expected())
                    .putCount(Metric.DELIVERIES_MISSING, replayed.missing())
                    .putCount(Metric.DELIVERIES_DUPLICATE, replayed.duplicates());
        }
    }
}
