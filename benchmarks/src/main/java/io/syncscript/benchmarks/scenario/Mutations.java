package io.syncscript.benchmarks.scenario;

import io.syncscript.benchmarks.installation.Installation;
import io.syncscript.benchmarks.installation.Population;
import io.syncscript.benchmarks.load.Schedule;
import io.syncscript.benchmarks.report.Metric;
import io.syncscript.benchmarks.report.Readings;
import io.syncscript.benchmarks.rest.PacedPosts;
import io.syncscript.benchmarks.rest.PostCount;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Sources are added at a rate, to so many vaults in turn; nobody listens. */
public record Mutations(int vaults, double rate, double warmUpSeconds, double seconds) implements Scenario {
    public static final String KEY = "mutations";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String title() {
        return String.format(
                Locale.ROOT,
                "Mutations: %,.0f POST/s on %,d %s, %.0f s",
                rate,
                vaults,
                vaults == 1 ? "vault" : "vaults",
                seconds);
    }

    @Override
    public Readings run(Generator generator, Installation installation, Population population) {
        List<String> ids =
                IntStream.range(0, vaults).mapToObj(i -> population.newVault()).toList();
        try (PacedPosts posts = generator.posts(installation, population.ownerCookie(), ids)) {
            if (warmUpSeconds > 0) {
                posts.run(generator.schedule(rate, warmUpSeconds));
            }
            Schedule schedule = generator.schedule(rate, seconds);
            CpuUse before = CpuUse.of(installation);
            PostCount posted = posts.run(schedule);
            CpuUse used = CpuUse.of(installation).since(before);
            return new Readings()
                    .put(Metric.POSTS_OFFERED, rate)
                    .put(Metric.POSTS_PER_SECOND, posted.perSecond())
                    .putCount(Metric.POSTS_FAILED, posted.failed())
                    .putPosts(posted.latencies())
                    .putCpuPer(Metric.API_CPU_PER_POST, used.api(), posted.acknowledgedTotal());
        }
    }
}
