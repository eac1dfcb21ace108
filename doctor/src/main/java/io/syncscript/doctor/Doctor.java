package io.syncscript.doctor;

import io.syncscript.doctor.Checkup.Result;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code ./syncscript doctor}: examines a live installation and says how to mend what is wrong. */
public final class Doctor {
    /** Nothing failed. */
    public static final int HEALTHY = 0;

    /** At least one check failed. */
    public static final int FAILED = 1;

    /** The command line is wrong, and nothing was examined. */
    public static final int WRONG_USAGE = 2;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Doctor() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    /** Examines, prints, and returns the exit status. */
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        DoctorArguments.Parsed parsed;
        try {
            parsed = DoctorArguments.parse(arguments, environment);
        } catch (IllegalArgumentException e) {
            return wrongUsage(err, e);
        }
        try (Installation installation = new Installation(parsed.settings())) {
            List<Result> results = parsed.json() ? json(installation, out) : text(installation, out);
            return results.stream().anyMatch(result -> result.finding() instanceof Finding.Failed) ? FAILED : HEALTHY;
        } catch (IOException e) {
            return wrongUsage(err, e);
        }
    }

    private static List<Result> text(Installation installation, PrintStream out) throws InterruptedException {
        TextReport report = new TextReport(out);
        List<Result> results = new Checkup(installation, LIMIT, report).run(Checks.ALL);
        report.summarize(results);
        return results;
    }

    private static List<Result> json(Installation installation, PrintStream out) throws InterruptedException {
        List<Result> results = new Checkup(installation, LIMIT, result -> {}).run(Checks.ALL);
        out.println(JsonReport.of(results));
        return results;
    }

    private static int wrongUsage(PrintStream err, Exception reason) {
        err.println("syncscript doctor: " + reason.getMessage() + ". See ./syncscript help.");
        return WRONG_USAGE;
    }
}
