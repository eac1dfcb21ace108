package io.syncscript.acceptance.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * Fault after fault for as long as is wished, each in a trial of its own, with the same demand on every client as the tests have.
 * Which faults and how long is decided by the seed alone.
 *
 * <pre>./syncscript soak --minutes 30 --seed 7</pre>
 *
 * <p>Reads the properties {@code syncscript.soak.minutes}, {@code syncscript.soak.seed} (may be missing or empty) and
 * {@code syncscript.soak.directory}, where the report and the logs of the processes go. Ends with status
 * 1 where a client was owed something.
 */
public final class Soak {
    private static final Path DIRECTORY = Path.of(System.getProperty("syncscript.soak.directory", "target"));

    private final FaultStack stack;
    private final FaultReport report = new FaultReport(DIRECTORY.resolve("soak-report.md"));
    private final RandomFaults faults;

    private Soak(FaultStack stack, long seed) {
        this.stack = stack;
        this.faults = new RandomFaults(new Random(seed));
    }

    public static void main(String[] args) throws IOException {
        Duration time = Duration.ofMinutes(Integer.getInteger("syncscript.soak.minutes", 10));
        String given = System.getProperty("syncscript.soak.seed", "");
        long seed = given.isEmpty() ? System.currentTimeMillis() : Long.parseLong(given);
        System.out.printf("Soaking for %d min with seed %d.%n", time.toMinutes(), seed);
        boolean balanced;
        try (FaultStack stack = FaultStack.start(DIRECTORY.resolve("soak-stack"))) {
            balanced = new Soak(stack, seed).runUntil(Instant.now().plus(time));
        }
        System.out.printf(
                "Seed %d: %s%n", seed, balanced ? "nothing lost, duplicated or reordered." : "SOMEBODY WAS WRONGED.");
        System.exit(balanced ? 0 : 1);
    }

    private boolean runUntil(Instant end) {
        try {
            while (Instant.now().isBefore(end)) {
                RandomFaults.Chosen chosen = faults.next();
                TrialResult result = Trial.run(stack, Trial.Plan.of(chosen.name()), chosen.fault());
                report.add(result);
                System.out.print(report.latest());
                if (!result.isBalanced()) {
                    System.out.println(result.complaints());
                }
            }
        } finally {
            System.out.print("\n" + report.table() + "\n");
        }
        return report.isBalanced();
    }
}
