package io.syncscript.benchmarks;

import io.syncscript.benchmarks.installation.NodePeer;
import io.syncscript.benchmarks.installation.Ours;
import io.syncscript.benchmarks.report.Goal;
import io.syncscript.benchmarks.report.Metric;
import io.syncscript.benchmarks.scenario.Burst;
import io.syncscript.benchmarks.scenario.FanOut;
import io.syncscript.benchmarks.scenario.IdleMemory;
import io.syncscript.benchmarks.scenario.JoinAll;
import io.syncscript.benchmarks.scenario.Mutations;
import io.syncscript.benchmarks.scenario.ReconnectStorm;
import io.syncscript.benchmarks.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What is run and how often.
 *
 * @param warmUp run once by each installation before the first round, and not reported
 * @param phases one after another
 * @param users of each installation at most
 */
record Profile(List<Scenario> warmUp, List<Phase> phases, int users) {
    static final String FLOOR = "floor";

    private static final int ROUNDS = 3;

    Profile {
        warmUp = List.copyOf(warmUp);
        phases = List.copyOf(phases);
    }

    /** Scenarios that follow one another in each of some rounds. */
    record Phase(List<Scenario> scenarios, int rounds) {
        Phase {
            scenarios = List.copyOf(scenarios);
        }
    }

    static Profile of(BenchArguments arguments) {
        boolean full = arguments.profile().equals("full");
        Phase rounds =
                new Phase(chosen(full ? full(arguments) : quick(arguments), arguments), arguments.roundsOr(ROUNDS));
        // It starts the gateways anew, so those that want warm ones come first.
        Phase memory = new Phase(
                chosen(List.of(new IdleMemory(arguments.membersOr(10_000), 500)), arguments),
                arguments.roundsOr(full ? ROUNDS : 1));
        return new Profile(warmUp(arguments, full), List.of(rounds, memory), full ? 10_000 : 1_000);
    }

    /** Of what is chosen, the code paths that it goes. */
    private static List<Scenario> warmUp(BenchArguments arguments, boolean full) {
        int members = Math.min(1_000, arguments.membersOr(1_000));
        List<Scenario> all = List.of(
                new JoinAll(members, full ? 50_000 : 20_000),
                new FanOut(members, 50, 0, full ? 20 : 8),
                new Mutations(20, full ? 1_000 : 600, 0, full ? 40 : 20));
        Set<String> chosen = arguments.scenarios();
        return all.stream()
                .filter(scenario -> switch (scenario.key()) {
                    case JoinAll.KEY -> true;
                    case Mutations.KEY -> isAnyOf(chosen, Mutations.KEY, ReconnectStorm.KEY);
                    default -> isAnyOf(chosen, FanOut.KEY, Burst.KEY, ReconnectStorm.KEY);
                })
                .toList();
    }

    private static boolean isAnyOf(Set<String> chosen, String... keys) {
        return chosen.isEmpty() || Arrays.stream(keys).anyMatch(chosen::contains);
    }

    private static List<Scenario> chosen(List<Scenario> scenarios, BenchArguments arguments) {
        return scenarios.stream()
                .filter(scenario ->
                        arguments.scenarios().isEmpty() || arguments.scenarios().contains(scenario.key()))
                .toList();
    }

    private List<Scenario> scenarios() {
        return phases.stream().flatMap(phase -> phase.scenarios().stream()).toList();
    }

    private static List<Scenario> quick(BenchArguments a) {
        List<Scenario> scenarios = new ArrayList<>(List.of(
                new FanOut(a.membersOr(1_000), a.rateOr(50), 2, a.secondsOr(6)),
                new Burst(a.membersOr(1_000), 10, 2, 8),
                new JoinAll(a.membersOr(2_000), 0),
                new Mutations(1, a.rateOr(1_000), 0, a.secondsOr(4)),
                new Mutations(100, a.rateOr(1_000), 0, a.secondsOr(4))));
        if (a.scenarios().contains(ReconnectStorm.KEY)) {
            scenarios.add(storm(a.membersOr(1_000), a));
        }
        return scenarios;
    }

    private static List<Scenario> full(BenchArguments a) {
        return List.of(
                new FanOut(a.membersOr(1_000), a.rateOr(50), 5, a.secondsOr(20)),
                new FanOut(a.membersOr(5_000), a.rateOr(10), 5, a.secondsOr(20)),
                new Burst(a.membersOr(1_000), 10, 5, 30),
                new JoinAll(a.membersOr(3_000), 1_000),
                new Mutations(1, a.rateOr(1_000), 5, a.secondsOr(15)),
                new Mutations(100, a.rateOr(1_000), 5, a.secondsOr(15)),
                storm(a.membersOr(10_000), a));
    }

    private static Scenario storm(int members, BenchArguments a) {
        return new ReconnectStorm(members, 10, 100, a.rateOr(20));
    }

    /** What the scenarios of this profile are expected to show. */
    List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (Scenario scenario : scenarios()) {
            String title = scenario.title();
            switch (scenario) {
                case FanOut fanOut -> {
                    goals.add(Goal.ratio(
                            "CPU per delivery / floor, " + fanOut.shape(),
                            title,
                            Ours.NAME,
                            Metric.GATEWAY_CPU_PER_DELIVERY,
                            FLOOR,
                            1.3));
                    goals.add(Goal.ratio(
                            "delivery p99 / peer's, " + fanOut.shape(),
                            title,
                            Ours.NAME,
                            Metric.DELIVERY_P99,
                            NodePeer.NAME,
                            0.33));
                }
                case Burst burst ->
                    scenarios().stream()
                            .filter(FanOut.class::isInstance)
                            .findFirst()
                            .ifPresent(single -> goals.add(Goal.ratio(
                                            "CPU per delivery in a burst / floor of single events",
                                            title,
                                            Ours.NAME,
                                            Metric.GATEWAY_CPU_PER_DELIVERY,
                                            FLOOR,
                                            1)
                                    .measuredIn(single.title())));
                case JoinAll join ->
                    goals.add(Goal.ratio(
                            "CPU per join / peer's",
                            title,
                            Ours.NAME,
                            Metric.GATEWAY_CPU_PER_JOIN,
                            NodePeer.NAME,
                            0.5));
                case Mutations mutations ->
                    goals.add(Goal.ratio(
                            "CPU per POST / peer's, vaults: " + mutations.vaults(),
                            title,
                            Ours.NAME,
                            Metric.API_CPU_PER_POST,
                            NodePeer.NAME,
                            1));
                case IdleMemory memory ->
                    goals.add(Goal.absolute("RSS growth per member, KiB", title, Ours.NAME, Metric.RSS_PER_MEMBER, 10));
                case ReconnectStorm storm -> {
                    goals.add(Goal.absolute("seconds until all are back", title, Ours.NAME, Metric.STORM_SECONDS, 15));
                    goals.add(Goal.absolute(
                            "delivery p99 to bystanders meanwhile, ms", title, Ours.NAME, Metric.LIVE_P99, 100));
                }
            }
        }
        return goals;
    }
}
