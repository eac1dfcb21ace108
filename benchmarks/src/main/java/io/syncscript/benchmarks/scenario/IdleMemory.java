package io.syncscript.benchmarks.scenario;

import io.syncscript.benchmarks.installation.Installation;
import io.syncscript.benchmarks.installation.Population;
import io.syncscript.benchmarks.load.Seat;
import io.syncscript.benchmarks.load.SocketFleet;
import io.syncscript.benchmarks.process.ProcessFigures;
import io.syncscript.benchmarks.report.Metric;
import io.syncscript.benchmarks.report.Readings;
import java.util.List;
import java.util.Locale;

/**
 * What joined clients who hear nothing take of the gateway's memory: how much it grows from a gateway that has served others
 * before, each time after it has collected its garbage.
 *
 * @param warmUp clients who come and go first, so that classes, code and pools are there
 */
public record IdleMemory(int members, int warmUp) implements Scenario {
    public static final String KEY = "memory";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "Idle memory: %,d members", members);
    }

    @Override
    public Readings run(Generator generator, Installation installation, Population population) {
        List<Seat> seats = population.seats(population.newVault(), members);
        installation.gateway().restart();
        try (SocketFleet fleet = generator.fleet(installation)) {
            fleet.join(seats.subList(0, Math.min(warmUp, members)));
        }
        long before = residentAfterCollection(installation);
        try (SocketFleet fleet = generator.fleet(installation)) {
            fleet.join(seats);
            long after = residentAfterCollection(installation);
            return new Readings()
                    .putCount(Metric.MEMBERS, members)
                    .putMebibytes(Metric.RSS_BEFORE, before)
                    .putMebibytes(Metric.RSS_AFTER, after)
                    .put(Metric.RSS_PER_MEMBER, (after - before) / 1024.0 / members);
        }
    }

    /** Twice: what the first collection lets go of may hold on to more. */
    private static long residentAfterCollection(Installation installation) {
        installation.collectGarbage(installation.gateway());
        installation.collectGarbage(installation.gateway());
        return ProcessFigures.of(installation.gateway().pid()).residentBytes();
    }
}
