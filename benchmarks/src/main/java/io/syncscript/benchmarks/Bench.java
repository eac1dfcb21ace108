package io.syncscript.benchmarks;

import io.syncscript.benchmarks.messages.MessageCount;
import io.syncscript.benchmarks.report.Machine;
import io.syncscript.local.process.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./syncscript bench}: runs a profile and prints its tables; progress goes to the standard error. Ends with status 1 where
 * SyncScript lost or repeated a delivery, or a scenario failed.
 */
public final class Bench {
    /** Counts in place of measuring, so that no option applies. */
    private static final List<String> MESSAGES = List.of("messages");

    private Bench() {}

    public static void main(String[] arguments) {
        Path root = Path.of(System.getProperty("syncscript.root", "")).toAbsolutePath();
        try {
            if (List.of(arguments).equals(MESSAGES)) {
                MessageCount.print(root);
                System.exit(0);
            }
            BenchArguments parsed = BenchArguments.parse(List.of(arguments));
            System.exit(run(parsed, root, String.join(" ", arguments)) ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("syncscript bench: " + e.getMessage() + ". See ./syncscript help.");
            System.exit(2);
        } catch (StackFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static boolean run(BenchArguments arguments, Path root, String commandLine) {
        String loadBefore = Machine.load();
        BenchRun.Outcome outcome =
                new BenchRun(arguments, Profile.of(arguments), root, root.resolve(".syncscript/bench")).run();
        String text =
                "Command: `./syncscript bench " + commandLine + "`  \n" + "Machine: " + Machine.describe() + "  \n"
                        + "Load averages over 1, 5 and 15 minutes: " + loadBefore + " at the start, " + Machine.load()
                        + " at the end\n\n" + outcome.report().text();
        System.out.print(text);
        try {
            Files.writeString(root.resolve(".syncscript/bench/report.md"), text);
        } catch (IOException e) {
            throw new UncheckedIOException("The report cannot be kept", e);
        }
        return outcome.sound();
    }
}
