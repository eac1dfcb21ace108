package io.syncscript.api.eventlog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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

/**
 * Lets one process at a time make a pass of retention. The lock spares the others the work; two passes at once would delete
 * the same rows and be right all the same.
 */
@Component
class RetentionSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionSchedule.class);

    /** How long a pass may take before another process no longer waits for it: the one that made it may be dead. */
    private static final Duration LONGEST_PASS = Duration.ofMinutes(10);

    private final LogRetention retention;
    private final LockingTaskExecutor lock;
    private final Duration interval;
    private final Timer passes;
    private final Counter failures;

    RetentionSchedule(
            LogRetention retention, LockProvider locks, RetentionProperties properties, MeterRegistry meters) {
        this.retention = retention;
        this.lock = new DefaultLockingTaskExecutor(locks);
        this.interval = properties.interval();
        this.passes = Timer.builder("syncscript.retention.passes")
                .description("Passes of retention that this process made")
                .register(meters);
        this.failures = Counter.builder("syncscript.retention.failed")
                .description("Passes of retention that were put off because the database failed")
                .register(meters);
    }

    /** Never throws. The lock is kept for most of an interval, so that other processes' ticks within it find nothing to do. */
    @Scheduled(
            initialDelayString = "${syncscript.retention.interval}",
            fixedDelayString = "${syncscript.retention.interval}")
    void pruneUnlessAnotherDoes() {
        try {
            lock.executeWithLock((Runnable) () -> passes.record(retention::prune), lockFromNow());
        } catch (RuntimeException e) {
            failures.increment();
            LOG.warn("Retention is put off: {}", e.getMessage());
            LOG.debug("Retention failed", e);
        }
    }

    private LockConfiguration lockFromNow() {
        Duration atLeast = interval.multipliedBy(9).dividedBy(10);
        return new LockConfiguration(Instant.now(), "vault-event-retention", interval.plus(LONGEST_PASS), atLeast);
    }
}
