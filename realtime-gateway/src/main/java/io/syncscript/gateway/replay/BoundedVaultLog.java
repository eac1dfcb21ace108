package io.syncscript.gateway.replay;

import io.syncscript.model.event.VaultMessage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * The log for what clients ask for: a few reads at a time, the others wait in the order of their arrival, and not for ever.
 * However many clients come at once, the rest of the connections stays free for live events, which use the log as it is.
 */
public final class BoundedVaultLog implements VaultLog {
    private final VaultLog log;
    private final Semaphore turns;
    private final Duration turnTimeout;

    /**
     * @param concurrentReads how many reads there are at a time, fewer than connections
     * @param turnTimeout how long a read waits before it fails as one that may succeed later
     */
    public BoundedVaultLog(VaultLog log, int concurrentReads, Duration turnTimeout) {
        this.log = log;
        this.turns = new Semaphore(concurrentReads, true);
        this.turnTimeout = turnTimeout;
    }

    @Override
    public Map<MembershipKey, Membership> memberships(Collection<MembershipKey> asked) {
        return inTurn(() -> log.memberships(asked));
    }

    @Override
    public List<VaultMessage> after(String vaultId, long revision, int limit) {
        return inTurn(() -> log.after(vaultId, revision, limit));
    }

    @Override
    public Map<String, Long> heads(Collection<String> vaultIds) {
        return inTurn(() -> log.heads(vaultIds));
    }

    @Override
    public Optional<SourceStanding> source(String vaultId, String userId, String sourceId) {
        return inTurn(() -> log.source(vaultId, userId, sourceId));
    }

    private <T> T inTurn(Supplier<T> read) {
        awaitTurn();
        try {
            return read.get();
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() {
        try {
            if (!turns.tryAcquire(turnTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TransientDataAccessResourceException("no turn at the database within " + turnTimeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientDataAccessResourceException("interrupted while waiting for a turn at the database", e);
        }
    }
}
