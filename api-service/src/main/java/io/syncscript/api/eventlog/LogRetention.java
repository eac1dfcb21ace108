package io.syncscript.api.eventlog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Prunes the vaults' logs from their beginnings: what is too old, and what exceeds the number of events. A log stays without
 * gaps up to its head; the newest event of a vault that exists stays whatever its age, and the log of a deleted vault goes
 * when its last event is too old.
 *
 * <p>A process's first pass looks at every vault with a log. Later ones look only at those that got an event since the last
 * or have one that came of age: no other log can have become too long or too old. For one thread at a time.
 */
@Component
class LogRetention {
    private static final int VAULTS_AT_ONCE = 1000;

    /** Transactions commit, and clocks of processes differ, by less. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    /** After more intervals than this without a pass, what has happened since is no longer the shorter way. */
    private static final int INTERVALS_TO_CATCH_UP = 60;

    private final PrunableLogs logs;
    private final RetentionProperties properties;
    private final Clock clock;
    private final Counter pruned;
    private @Nullable Instant lastPass;

    LogRetention(PrunableLogs logs, RetentionProperties properties, Clock clock, MeterRegistry meters) {
        this.logs = logs;
        this.properties = properties;
        this.clock = clock;
        this.pruned = Counter.builder("syncscript.retention.pruned")
                .description("Events that retention has deleted")
                .register(meters);
    }

    /**
     * Makes one pass.
     *
     * @throws org.springframework.dao.DataAccessException if the database failed; what is pruned stays so, and the next pass
     *     goes over the same vaults again
     */
    void prune() {
        Instant now = clock.instant();
        Instant cutoff = now.minus(properties.maxAge());
        Instant last = lastPass;
        if (last == null || last.isBefore(now.minus(properties.interval().multipliedBy(INTERVALS_TO_CATCH_UP)))) {
            pruneEveryVault(cutoff);
        } else {
            Instant since = last.minus(OVERLAP);
            pruneAmong(logs.vaultsWithEvents(since, now.plus(OVERLAP)), cutoff);
            pruneAmong(logs.vaultsWithEvents(since.minus(properties.maxAge()), cutoff), cutoff);
        }
        lastPass = now;
    }

    private void pruneEveryVault(Instant cutoff) {
        List<String> vaultIds = logs.vaultsAfter("", VAULTS_AT_ONCE);
        while (!vaultIds.isEmpty()) {
            pruneAmong(vaultIds, cutoff);
            vaultIds = logs.vaultsAfter(vaultIds.getLast(), VAULTS_AT_ONCE);
        }
    }

    private void pruneAmong(List<String> vaultIds, Instant cutoff) {
        for (int from = 0; from < vaultIds.size(); from += VAULTS_AT_ONCE) {
            int to = Math.min(from + VAULTS_AT_ONCE, vaultIds.size());
            logs.prunable(vaultIds.subList(from, to), cutoff).forEach(vaultId -> pruneLog(vaultId, cutoff));
        }
    }

    private void pruneLog(String vaultId, Instant cutoff) {
        int deleted;
        do {
            deleted = logs.prune(vaultId, cutoff);
            pruned.increment(deleted);
        } while (deleted == properties.batchSize());
    }
}
