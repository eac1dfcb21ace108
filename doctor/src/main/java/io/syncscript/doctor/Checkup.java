package io.syncscript.doctor;

import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.InconclusiveException;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One examination of an installation: the checks one after another, those in the background beside them, and what they made
 * removed. A check that does not end in time has failed.
 */
final class Checkup {
    private static final String CLEAN_UP = "clean-up";
    private static final String REMEDY = "See the logs of the proxy and of the processes at this time.";

    private final Installation installation;
    private final Duration limit;
    private final Consumer<Result> listener;
    private final Set<Prerequisite> established = EnumSet.noneOf(Prerequisite.class);

    /** What became of one check. */
    record Result(String check, Finding finding) {}

    private record Running(Check check, FutureTask<Finding> task) {}

    /**
     * @param limit of each check; those in the background have a minute more
     * @param listener hears of each result as soon as it is known
     */
    Checkup(Installation installation, Duration limit, Consumer<Result> listener) {
        this.installation = installation;
        this.limit = limit;
        this.listener = listener;
    }

    List<Result> run(List<Check> checks) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        List<Running> background = new ArrayList<>();
        for (Check check : checks) {
            Optional<Prerequisite> missing = check.needs(installation.settings()).stream()
                    .sorted()
                    .filter(need -> !established.contains(need))
                    .findFirst();
            if (missing.isPresent()) {
                report(check, new Finding.Skipped(missing.get().absence()), results);
            } else if (check.inBackground()) {
                background.add(start(check));
            } else {
                report(check, await(start(check), limit), results);
            }
        }
        for (Running running : background) {
            report(running.check(), await(running, limit.plusMinutes(1)), results);
        }
        cleanUp(results);
        return results;
    }

    private Running start(Check check) {
        FutureTask<Finding> task = new FutureTask<>(() -> examine(check));
        Thread.ofVirtual().name(check.name()).start(task);
        return new Running(check, task);
    }

    private Finding examine(Check check) throws InterruptedException {
        try {
            return check.examine(installation);
        } catch (FailedException e) {
            return e.finding();
        } catch (InconclusiveException e) {
            return e.finding();
        } catch (IOException e) {
            String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Finding.Failed(said, REMEDY);
        }
    }

    private static Finding await(Running running, Duration patience) throws InterruptedException {
        try {
            return running.task().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            running.task().cancel(true);
            return new Finding.Failed("not done after " + patience.toSeconds() + " s", REMEDY);
        } catch (ExecutionException e) {
            return new Finding.Failed("the check itself failed: " + e.getCause(), "Report this as a defect.");
        }
    }

    private void report(Check check, Finding finding, List<Result> results) {
        if (finding instanceof Finding.Healthy) {
            check.establishes().ifPresent(established::add);
        }
        report(new Result(check.name(), finding), results);
    }

    private void report(Result result, List<Result> results) {
        results.add(result);
        listener.accept(result);
    }

    private void cleanUp(List<Result> results) throws InterruptedException {
        Optional<String> left = installation.cleanUp();
        if (left.isPresent()) {
            report(
                    new Result(CLEAN_UP, new Finding.Failed(left.get(), "Delete it as the same user over REST.")),
                    results);
        }
    }
}
