package io.syncscript.acceptance.fault;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * How a trial ended, for all its clients.
 *
 * @param mutations committed while the clients were there
 * @param refusals mutations that were not answered with success
 * @param missing revisions that were answered to the mutator and are not in the log
 */
record TrialResult(String scenario, int mutations, List<Refusal> refusals, List<Long> missing, List<Account> accounts) {
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
