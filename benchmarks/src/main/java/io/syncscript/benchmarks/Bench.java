package io.syncscript.benchmarks;

import io.syncscript.benchmarks.installation.Installation;
import io.syncscript.benchmarks.installation.Ours;
import io.syncscript.benchmarks.installation.Population;
import io.syncscript.benchmarks.report.Readings;
import io.syncscript.benchmarks.scenario.FanOut;
import io.syncscript.benchmarks.scenario.Generator;
import io.syncscript.benchmarks.scenario.IdleMemory;
import io.syncscript.benchmarks.scenario.JoinAll;
import io.syncscript.benchmarks.scenario.Mutations;
import io.syncscript.benchmarks.scenario.Scenario;
import io.syncscript.local.Progress;
import io.syncscript.local.process.StackFailure;
import java.nio.file.Path;
import java.util.List;

/** {@code ./syncscript bench}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        try {
            run(
                    BenchArguments.parse(List.of(arguments)),
                    Path.of(System.getProperty("syncscript.root", "")).toAbsolutePath());
        } catch (IllegalArgumentException e) {
            System.err.println("syncscript bench: " + e.getMessage() + ". See ./syncscript help.");
            System.exit(2);
        } catch (StackFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(BenchArguments arguments, Path root) {
        Scenario scenario = scenario(arguments);
        try (Generator generator = new Generator();
                Installation ours =
                        Ours.start(root, root.resolve(".syncscript/bench"), System.getenv(), Progress.silent())) {
            Population population = new Population(ours);
            System.out.printf(
                    "gateway process %d, API process %d%n",
                    ours.gateway().pid(), ours.api().pid());
            for (int round = 1; round <= arguments.roundsOr(1); round++) {
                Readings readings = scenario.run(generator, ours, population);
                System.out.println(scenario.title());
                readings.values()
                        .forEach((metric, value) ->
                                System.out.println("  " + metric.label() + ": " + metric.format(value)));
            }
        }
    }

    private static Scenario scenario(BenchArguments arguments) {
        return switch (arguments.scenario()) {
            case "join" -> new JoinAll(arguments.membersOr(1000), 2000);
            case "memory" -> new IdleMemory(arguments.membersOr(10_000), 500);
            case "mutations" -> new Mutations(1, arguments.rateOr(1000), 5, arguments.secondsOr(10));
            case null, default ->
                new FanOut(arguments.membersOr(1000), arguments.rateOr(50), 5, arguments.secondsOr(10));
        };
    }
}
