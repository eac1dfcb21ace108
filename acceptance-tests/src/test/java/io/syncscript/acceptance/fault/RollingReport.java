package io.syncscript.acceptance.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of a rolling restart. */
final class RollingReport {
    private static final String HEAD = """
            | restarted | stopped in | ready again after | clients moved | told before | back, median | back, p99 | back, longest |
            |---|--:|--:|--:|--:|--:|--:|--:|
            """;

    private static final String TOTAL_HEAD = """
            | clients | mutations | reads | failed calls | expected | received | lost | duplicated | reordered |
            |--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """;

    private final List<Restart> restarts = new ArrayList<>();

    /**
     * One process stopped and started again.
     *
     * @param began when it got its signal
     * @param ended when it had ended
     * @param ready when it served again
     */
    record Restart(String process, Instant began, Instant ended, Instant ready) {
        Duration stopping() {
            return Duration.between(began, ended);
        }

        boolean caused(Absence absence) {
            return !absence.from().isBefore(began);
        }
    }

    void add(Restart restart) {
        restarts.add(restart);
    }

    List<Restart> restarts() {
        return List.copyOf(restarts);
    }

    /** The absences that began after this restart did and before the next one did. */
    List<Absence> absencesOf(Restart restart, Collection<Absence> all) {
        int next = restarts.indexOf(restart) + 1;
        return all.stream()
                .filter(restart::caused)
                .filter(absence ->
                        next == restarts.size() || !restarts.get(next).caused(absence))
                .toList();
    }

    /** @param absences by what is to have a row of its own */
    String table(Map<String, List<Absence>> absences) {
        List<Absence> all = absences.values().stream().flatMap(List::stream).toList();
        StringBuilder table = new StringBuilder(HEAD);
        restarts.forEach(restart -> table.append(row(restart, absencesOf(restart, all))));
        absences.forEach((name, those) ->
                table.append("| all, over %s | | |".formatted(name)).append(columns(those)));
        return table.append("| all | | |").append(columns(all)).toString();
    }

    static String total(Collection<Account> accounts, int mutations, int reads, int failed) {
        return TOTAL_HEAD
                + String.format(
                        Locale.ROOT,
                        "| %d | %d | %d | %d | %d | %d | %d | %d | %d |%n",
                        accounts.size(),
                        mutations,
                        reads,
                        failed,
                        accounts.stream().mapToInt(Account::expected).sum(),
                        accounts.stream().mapToInt(Account::received).sum(),
                        accounts.stream()
                                .mapToInt(account -> account.lost().size())
                                .sum(),
                        accounts.stream()
                                .mapToInt(account -> account.duplicated().size())
                                .sum(),
                        accounts.stream()
                                .mapToInt(account -> account.reordered().size())
                                .sum());
    }

    /** @param percent of the absences were not longer than what is returned; zero where there was none */
    static Duration percentile(Collection<Absence> absences, double percent) {
        List<Duration> lengths = absences.stream().map(Absence::length).sorted().toList();
        int rank = (int) Math.ceil(percent / 100 * lengths.size());
        return rank == 0 ? Duration.ZERO : lengths.get(rank - 1);
    }

    private static String row(Restart restart, Collection<Absence> absences) {
        return "| %s | %s | %s |"
                        .formatted(
                                restart.process(),
                                seconds(restart.stopping()),
                                seconds(Duration.between(restart.began(), restart.ready())))
                + columns(absences);
    }

    private static String columns(Collection<Absence> absences) {
        return " %d | %d | %s | %s | %s |%n"
                .formatted(
                        absences.size(),
                        absences.stream().filter(Absence::announced).count(),
                        seconds(percentile(absences, 50)),
                        seconds(percentile(absences, 99)),
                        seconds(percentile(absences, 100)));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
