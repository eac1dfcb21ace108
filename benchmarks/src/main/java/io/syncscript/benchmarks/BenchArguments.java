package io.syncscript.benchmarks;

import io.syncscript.benchmarks.scenario.Burst;
import io.syncscript.benchmarks.scenario.FanOut;
import io.syncscript.benchmarks.scenario.IdleMemory;
import io.syncscript.benchmarks.scenario.JoinAll;
import io.syncscript.benchmarks.scenario.Mutations;
import io.syncscript.benchmarks.scenario.ReconnectStorm;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code ./syncscript bench}.
 *
 * @param only whom to measure, or empty for all
 * @param scenarios the only ones to run, by key, or empty for all of the profile
 * @param members of a scenario, or null for its own number; so are rate, seconds and rounds
 */
record BenchArguments(
        String profile,
        Set<String> only,
        Set<String> scenarios,
        @Nullable Integer members,
        @Nullable Integer rate,
        @Nullable Integer seconds,
        @Nullable Integer rounds) {
    private static final Set<String> PROFILES = Set.of("quick", "full");
    private static final Set<String> SUBJECTS = Set.of("floor", "ours", "peer");
    private static final Set<String> SCENARIOS =
            Set.of(FanOut.KEY, Burst.KEY, JoinAll.KEY, IdleMemory.KEY, Mutations.KEY, ReconnectStorm.KEY);

    BenchArguments {
        only = Set.copyOf(only);
        scenarios = Set.copyOf(scenarios);
    }

    /** @param subject {@code floor}, {@code ours} or {@code peer} */
    boolean measures(String subject) {
        return only.isEmpty() || only.contains(subject);
    }

    /** @throws IllegalArgumentException with one line for the user where an argument is wrong */
    static BenchArguments parse(List<String> arguments) {
        Parser parser = new Parser();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            parser.accept(rest.next(), rest);
        }
        return parser.parsed();
    }

    int membersOr(int otherwise) {
        return members == null ? otherwise : members;
    }

    int rateOr(int otherwise) {
        return rate == null ? otherwise : rate;
    }

    int secondsOr(int otherwise) {
        return seconds == null ? otherwise : seconds;
    }

    int roundsOr(int otherwise) {
        return rounds == null ? otherwise : rounds;
    }

    private static final class Parser {
        private String profile = "quick";
        private final Set<String> only = new HashSet<>();
        private final Set<String> scenarios = new HashSet<>();
        private @Nullable Integer members;
        private @Nullable Integer rate;
        private @Nullable Integer seconds;
        private @Nullable Integer rounds;

        void accept(String argument, Iterator<String> rest) {
            switch (argument) {
                case "--only" -> only.add(oneOf(SUBJECTS, argument, rest));
                case "--scenario" -> scenarios.add(oneOf(SCENARIOS, argument, rest));
                case "--members" -> members = number(argument, rest);
                case "--rate" -> rate = number(argument, rest);
                case "--seconds" -> seconds = number(argument, rest);
                case "--rounds" -> rounds = number(argument, rest);
                default -> {
                    if (!PROFILES.contains(argument)) {
                        throw new IllegalArgumentException("Unknown option or profile " + argument);
                    }
                    profile = argument;
                }
            }
        }

        private static String oneOf(Set<String> known, String option, Iterator<String> rest) {
            String value = rest.hasNext() ? rest.next() : "";
            if (!known.contains(value)) {
                throw new IllegalArgumentException(option + " takes one of "
                        + String.join(", ", known.stream().sorted().toList()));
            }
            return value;
        }

        private static int number(String option, Iterator<String> rest) {
            String value = rest.hasNext() ? rest.next() : "";
            if (!value.matches("[1-9][0-9]{0,5}")) {
                throw new IllegalArgumentException(option + " takes a number from 1 to 999999");
            }
            return Integer.parseInt(value);
        }

        BenchArguments parsed() {
            return new BenchArguments(profile, only, scenarios, members, rate, seconds, rounds);
        }
    }
}
