package io.syncscript.doctor;

import io.syncscript.doctor.Checkup.Result;
import io.syncscript.doctor.check.Finding;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/** The report for people: a line for each check, and under each failure a line that says how to mend it. */
final class TextReport implements Consumer<Result> {
    private static final String LINE = "%-8s %-24s %s%n";

    private final PrintStream out;

    TextReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(Result result) {
        switch (result.finding()) {
            case Finding.Healthy(String detail) -> out.printf(LINE, "ok", result.check(), detail);
            case Finding.Skipped(String reason) -> out.printf(LINE, "skipped", result.check(), reason);
            case Finding.Failed(String problem, String remedy) -> {
                out.printf(LINE, "FAIL", result.check(), problem);
                out.printf(LINE, "", "  to mend it:", remedy);
            }
        }
    }

    void summarize(List<Result> results) {
        out.printf(
                "%d ok, %d failed, %d skipped.%n",
                count(results, Finding.Healthy.class),
                count(results, Finding.Failed.class),
                count(results, Finding.Skipped.class));
    }

    private static long count(List<Result> results, Class<? extends Finding> kind) {
        return results.stream()
                .filter(result -> kind.isInstance(result.finding()))
                .count();
    }
}
