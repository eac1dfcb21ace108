package io.syncscript.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.doctor.Checkup.Result;
import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CheckupTest {
    private static final Finding HEALTHY = new Finding.Healthy("all is well");

    private record Scripted(
            String name,
            Optional<Prerequisite> need,
            Optional<Prerequisite> establishes,
            boolean inBackground,
            Callable<Finding> script)
            implements Check {
        static Scripted of(String name, Callable<Finding> script) {
            return new Scripted(name, Optional.empty(), Optional.empty(), false, script);
        }

        @Override
        public Set<Prerequisite> needs(Settings settings) {
            return need.map(Set::of).orElseGet(Set::of);
        }

        @Override
        public Finding examine(Installation installation) throws IOException, InterruptedException {
            try {
                return script.call();
            } catch (IOException | InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        Scripted establishing(Prerequisite what) {
            return new Scripted(name, need, Optional.of(what), inBackground, script);
        }

        Scripted needing(Prerequisite what) {
            return new Scripted(name, Optional.of(what), establishes, inBackground, script);
        }

        Scripted behind() {
            return new Scripted(name, need, establishes, true, script);
        }
    }

    @Test
    void makesACheckOnlyWhereItsPrerequisitesAreEstablished() throws Exception {
        List<Result> results = run(
                Scripted.of("sound", () -> HEALTHY).establishing(Prerequisite.ORIGIN),
                Scripted.of("follows", () -> HEALTHY).needing(Prerequisite.ORIGIN),
                Scripted.of("broken", () -> new Finding.Failed("no", "mend")).establishing(Prerequisite.REST),
                Scripted.of("pointless", () -> HEALTHY).needing(Prerequisite.REST));

        assertThat(results)
                .containsExactly(
                        new Result("sound", HEALTHY),
                        new Result("follows", HEALTHY),
                        new Result("broken", new Finding.Failed("no", "mend")),
                        new Result("pointless", new Finding.Skipped("the REST API is not reached")));
    }

    @Test
    void takesAFailureFromWithin() throws Exception {
        assertThat(run(Scripted.of("deep", () -> {
                    throw new FailedException("seen", "mend");
                })))
                .containsExactly(new Result("deep", new Finding.Failed("seen", "mend")));
    }

    @Test
    void namesWhatItDidNotForesee() throws Exception {
        List<Result> results = run(
                Scripted.of("network", () -> {
                    throw new IOException("connection reset");
                }),
                Scripted.of("defect", () -> {
                    throw new IllegalStateException("a defect");
                }));

        assertThat(results.get(0).finding())
                .isInstanceOfSatisfying(
                        Finding.Failed.class,
                        failed -> assertThat(failed.problem()).isEqualTo("connection reset"));
        assertThat(results.get(1).finding())
                .isInstanceOfSatisfying(
                        Finding.Failed.class,
                        failed -> assertThat(failed.problem()).contains("a defect"));
    }

    @Test
    void givesUpACheckThatDoesNotEnd() throws Exception {
        List<Result> results = run(Scripted.of("endless", () -> {
            new CountDownLatch(1).await();
            return HEALTHY;
        }));

        assertThat(results.getFirst().finding())
                .isInstanceOfSatisfying(
                        Finding.Failed.class,
                        failed -> assertThat(failed.problem()).startsWith("not done after"));
    }

    @Test
    void goesOnBesideACheckThatWaits() throws Exception {
        CountDownLatch others = new CountDownLatch(1);
        List<Result> results = run(
                Scripted.of("waiting", () -> {
                            others.await();
                            return HEALTHY;
                        })
                        .behind(),
                Scripted.of("other", () -> {
                    others.countDown();
                    return HEALTHY;
                }));

        assertThat(results).containsExactly(new Result("other", HEALTHY), new Result("waiting", HEALTHY));
    }

    @Test
    void reportsForPeople() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TextReport report = new TextReport(new PrintStream(out, true, StandardCharsets.UTF_8));
        List<Result> results = List.of(
                new Result("origin", HEALTHY),
                new Result("REST", new Finding.Failed("HTTP 502", "Start it.")),
                new Result("login", new Finding.Skipped("the REST API is not reached")));
        results.forEach(report);
        report.summarize(results);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "ok       origin                   all is well",
                        "FAIL     REST                     HTTP 502",
                        "           to mend it:            Start it.",
                        "skipped  login                    the REST API is not reached",
                        "1 ok, 1 failed, 1 skipped.");
    }

    private static List<Result> run(Check... checks) throws Exception {
        List<Result> heard = new ArrayList<>();
        Settings settings = DoctorArguments.parse(List.of(), Map.of()).settings();
        try (Installation installation = new Installation(settings)) {
            List<Result> results = new Checkup(installation, Duration.ofMillis(500), heard::add).run(List.of(checks));
            assertThat(heard).isEqualTo(results);
            return results;
        }
    }
}
