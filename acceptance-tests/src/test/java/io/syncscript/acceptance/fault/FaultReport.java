package io.syncscript.acceptance.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of all trials so far, written anew after each of them, so that a run that is cut short leaves what it has. */
final class FaultReport {
    private static final String HEAD = """
            | scenario | clients | mutations | refused | expected | received | lost | duplicated | reordered | longest silence | all caught up after |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """;

    private final Path file;
    private final List<TrialResult> results = new ArrayList<>();

    FaultReport(Path file) {
        this.file = file;
    }

    synchronized void add(TrialResult result) {
        results.add(result);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, table());
        } catch (IOException e) {
            throw new UncheckedIOException("The report cannot be written", e);
        }
    }

    synchronized String table() {
        StringBuilder table = new StringBuilder(HEAD);
        results.forEach(result -> table.append(row(result)));
        return table.toString();
    }

    /** The line of the trial that was added last, and why changes were refused in it. */
    synchronized String latest() {
        TrialResult latest = results.getLast();
        return row(latest) + (latest.refusals().isEmpty() ? "" : "  refused: " + latest.refusalCounts() + "\n");
    }

    synchronized boolean isBalanced() {
        return results.stream().allMatch(TrialResult::isBalanced);
    }

    private static String row(TrialResult result) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %s | %s |%n",
                result.scenario(),
                result.accounts().size(),
                result.mutations(),
                result.refusals().size(),
                result.sum(Account::expected),
                result.sum(Account::received),
                result.sum(account -> account.lost().size()),
                result.sum(account -> account.duplicated().size()),
                result.sum(account -> account.reordered().size()),
                seconds(result.longest(Account::longestSilence)),
                seconds(result.longest(Account::caughtUpAfter)));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
