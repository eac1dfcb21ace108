package io.syncscript.api.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes the rows of sessions that have expired, in one process at a time. The lock only spares the others the work. */
@Component
class SessionPruning {
    private static final Logger LOG = LoggerFactory.getLogger(SessionPruning.class);

    private static final int BATCH = 1000;

    /** A write of a session that is over cannot be on its way for as long. */
    private static final Duration KEPT_FOR = Duration.ofHours(1);

    /** How long a pass may take before another process no longer waits for it: the one that made it may be dead. */
    private static final Duration LONGEST_PASS = Duration.ofMinutes(10);

    private final SessionTable table;
    private final LockingTaskExecutor lock;
    private final Duration interval;
    private final Clock clock;
    private final Counter pruned;

    SessionPruning(
            SessionTable table, LockProvider locks, SessionProperties properties, Clock clock, MeterRegistry meters) {
        this.table = table;
        this.lock = new DefaultLockingTaskExecutor(locks);
        this.interval = properties.pruneInterval();
        this.clock = clock;
        this.pruned = Counter.builder("syncscript.session.pruned")
                .description("Expired sessions whose rows were deleted")
                .register(meters);
    }

    /** Never throws. The lock is kept for most of an interval, so that other processes' ticks within it find nothing to do. */
    @Scheduled(
            initialDelayString = "${syncscript.session.prune-interval}",
            fixedDelayString = "${syncscript.session.prune-interval}")
    void pruneUnlessAnotherDoes() {
        try {
            lock.executeWithLock((Runnable) this::prune, lockFromNow());
        } catch (RuntimeException e) {
            LOG.warn("Expired sessions are pruned later: {}", e.getMessage());
            LOG.debug("Pruning sessions failed", e);
        }
    }

    private void prune() {
        Instant cutoff = clock.instant().minus(KEPT_FOR);
        int deleted;
        do {
            deleted = table.prune(cutoff, BATCH);
            pruned.increment(deleted);
        } while (deleted == BATCH);
    }

    private LockConfiguration lockFromNow() {
        Duration atLeast = interval.multipliedBy(9).dividedBy(10);
        return new LockConfiguration(Instant.now(), "login-session-pruning", interval.plus(LONGEST_PASS), atLeast);
    }
}
