package io.syncscript.acceptance.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * How a trial ended, for all its clients.
 *
 * @param struck when the fault began
 * @param mutations committed while the clients were there
 * @param refusals mutations that were not answered with success
 * @param missing revisions that were answered to the mutator and are not in the log
 */
record TrialResult(
        String scenario,
        Instant struck,
        int mutations,
        List<Refusal> refusals,
        List<Long> missing,
        List<Account> accounts) {
    TrialResult {
        refusals = List.copyOf(refusals);
        missing = List.copyOf(missing);
        accounts = List.copyOf(accounts);
    }

    int sum(ToIntFunction<Account> count) {
        return accounts.stream().mapToInt(count).sum();
    }

    Duration longest(Function<Account, Duration> time) {
        return accounts.stream().map(time).reduce(Duration.ZERO, Account::longer);
    }

    /** The refusals that came more than so long after the beginning of the fault. */
    List<Refusal> refusalsAfter(Duration grace) {
        return refusals.stream()
                .filter(refusal -> refusal.at().isAfter(struck.plus(grace)))
                .toList();
    }

    /** What happened to any client and says this. */
    List<String> incidents(String what) {
        return accounts.stream()
                .flatMap(account -> account.client().incidents().stream())
                .filter(incident -> incident.contains(what))
                .toList();
    }

    /** The accounts of those who came in that way. */
    List<Account> of(String entrance) {
        return accounts.stream()
                .filter(account -> account.client().name().contains(entrance))
                .toList();
    }

    /** How often each answer refused a change. */
    Map<String, Long> refusalCounts() {
        return refusals.stream().collect(Collectors.groupingBy(Refusal::answer, TreeMap::new, Collectors.counting()));
    }

    boolean isBalanced() {
        return missing.isEmpty() && !accounts.isEmpty() && accounts.stream().allMatch(Account::isBalanced);
    }

    /** Which client is owed what, for who has to find out why; the first few of many. */
    String complaints() {
        String clients = String.join(
                "\n",
                accounts.stream()
                        .filter(account -> !account.isBalanced())
                        .limit(5)
                        .map(Account::toString)
                        .toList());
        long wronged =
                accounts.stream().filter(account -> !account.isBalanced()).count();
        return "%s: %d of %d clients wronged, revisions answered and not in the log: %s%n%s"
                .formatted(scenario, wronged, accounts.size(), missing, clients);
    }
}
