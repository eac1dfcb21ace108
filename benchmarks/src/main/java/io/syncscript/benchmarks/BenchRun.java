package io.syncscript.benchmarks;

import io.syncscript.benchmarks.installation.Installation;
import io.syncscript.benchmarks.installation.NodePeer;
import io.syncscript.benchmarks.installation.Ours;
import io.syncscript.benchmarks.installation.Population;
import io.syncscript.benchmarks.report.MarkdownReport;
import io.syncscript.benchmarks.report.Metric;
import io.syncscript.benchmarks.report.Readings;
import io.syncscript.benchmarks.report.Results;
import io.syncscript.benchmarks.scenario.FanOut;
import io.syncscript.benchmarks.scenario.Generator;
import io.syncscript.benchmarks.scenario.Scenario;
import io.syncscript.local.Progress;
import io.syncscript.local.process.StackFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of a profile: in each round each scenario is met by the floor, by SyncScript and by the peer, one after another. */
final class BenchRun {
    /** What an event takes on the wire with its frame's header, until SyncScript has been measured. */
    private static final int EVENT_BYTES = 424;

    private static final int FRAME_HEADER_BYTES = 4;

    private final BenchArguments arguments;
    private final Profile profile;
    private final Path root;
    private final Path directory;
    private final Results results = new Results();
    private final List<String> notes = new ArrayList<>();
    private final List<Subject> subjects = new ArrayList<>();
    private int eventBytes = EVENT_BYTES;
    private boolean sound = true;

    /** @param sound whether every scenario came to its end and SyncScript delivered each change once */
    record Outcome(MarkdownReport report, boolean sound) {}

    private record Subject(Installation installation, Population population) {
        boolean isOurs() {
            return installation instanceof Ours;
        }
    }

    BenchRun(BenchArguments arguments, Profile profile, Path root, Path directory) {
        this.arguments = arguments;
        this.profile = profile;
        this.root = root;
        this.directory = directory;
    }

    Outcome run() {
        try (Generator generator = new Generator();
                Ours ours = start()) {
            if (arguments.measures("ours")) {
                subjects.add(new Subject(ours, new Population(ours, profile.users())));
            }
            if (arguments.measures("peer")) {
                startPeer(ours);
            }
            try {
                subjects.forEach(subject -> profile.warmUp().forEach(scenario -> warmUp(generator, subject, scenario)));
                profile.phases().forEach(phase -> run(generator, phase));
            } finally {
                subjects.stream()
                        .filter(subject -> !subject.isOurs())
                        .forEach(subject -> subject.installation().close());
            }
        }
        return new Outcome(new MarkdownReport(results, profile.goals(), notes), sound);
    }

    private void run(Generator generator, Profile.Phase phase) {
        for (int round = 1; round <= phase.rounds(); round++) {
            for (Scenario scenario : phase.scenarios()) {
                progress("round " + round + " of " + phase.rounds() + ": " + scenario.title());
                measure(generator, scenario);
            }
        }
    }

    private Ours start() {
        progress("starting PostgreSQL, Redis and SyncScript");
        Ours ours = Ours.start(root, directory, System.getenv(), Progress.silent());
        progress("SyncScript's gateway is process " + ours.gateway().pid() + ", its API process "
                + ours.api().pid() + "; logs are in " + directory.resolve("logs"));
        return ours;
    }

    private void startPeer(Ours ours) {
        progress("starting the Node.js peer");
        try {
            NodePeer peer = NodePeer.start(
                    root, directory, ours.stack().postgres(), ours.stack().redis());
            subjects.add(new Subject(peer, new Population(peer, profile.users())));
        } catch (StackFailure e) {
            progress(String.valueOf(e.getMessage()));
            notes.add("The Node.js peer was not measured: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private void warmUp(Generator generator, Subject subject, Scenario scenario) {
        progress("warm-up of " + subject.installation().name() + ": " + scenario.title());
        scenario.run(generator, subject.installation(), subject.population());
    }

    private void measure(Generator generator, Scenario scenario) {
        if (scenario instanceof FanOut fanOut && arguments.measures("floor")) {
            Readings floor = generator.floor().run(fanOut.members(), fanOut.rate(), fanOut.seconds(), eventBytes);
            results.add(scenario.title(), Profile.FLOOR, floor);
        }
        for (Subject subject : subjects) {
            try {
                Readings readings = scenario.run(generator, subject.installation(), subject.population());
                results.add(scenario.title(), subject.installation().name(), readings);
                if (subject.isOurs()) {
                    check(readings);
                }
            } catch (RuntimeException e) {
                failed(scenario, subject, e);
            }
        }
    }

    private void check(Readings readings) {
        readings.get(Metric.EVENT_BYTES).ifPresent(bytes -> eventBytes = (int) (bytes + FRAME_HEADER_BYTES));
        for (Metric fault : List.of(Metric.DELIVERIES_MISSING, Metric.DELIVERIES_DUPLICATE, Metric.LIVE_MISSING)) {
            sound &= readings.get(fault).orElse(0.0) == 0;
        }
    }

    private void failed(Scenario scenario, Subject subject, RuntimeException e) {
        String what = subject.installation().name() + " failed in \"" + scenario.title() + "\": " + e.getMessage();
        progress(what);
        notes.add(what);
        results.addFailed(scenario.title(), subject.installation().name());
        sound &= !subject.isOurs();
    }

    private static void progress(String what) {
        System.err.println(what);
    }
}
