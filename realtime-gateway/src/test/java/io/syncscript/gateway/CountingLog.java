package io.syncscript.gateway;

import io.syncscript.gateway.replay.Membership;
import io.syncscript.gateway.replay.MembershipKey;
import io.syncscript.gateway.replay.SourceStanding;
import io.syncscript.gateway.replay.VaultLog;
import io.syncscript.model.event.VaultMessage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts how another log, or an empty one, is read, and can hold the reads of events up. */
public final class CountingLog implements VaultLog {
    private final @Nullable VaultLog log;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostAtATime = new AtomicInteger();
    private volatile CompletableFuture<Void> open = CompletableFuture.completedFuture(null);

    public CountingLog() {
        this.log = null;
    }

    public CountingLog(VaultLog log) {
        this.log = log;
    }

    public void block() {
        open = new CompletableFuture<>();
    }

    public void unblock() {
        open.complete(null);
    }

    /** How often {@link #after} was asked. */
    public int reads() {
        return reads.get();
    }

    /** How many reads of any kind have no answer yet. */
    public int underWay() {
        return underWay.get();
    }

    /** The most reads of any kind that were under way at a time. */
    public int mostAtATime() {
        return mostAtATime.get();
    }

    @Override
    public Map<MembershipKey, Membership> memberships(Collection<MembershipKey> asked) {
        return counted(() -> log == null ? Map.of() : log.memberships(asked));
    }

    @Override
    public List<VaultMessage> after(String vaultId, long revision, int limit) {
        reads.incrementAndGet();
        return counted(() -> {
            open.join();
            return log == null ? List.of() : log.after(vaultId, revision, limit);
        });
    }

    @Override
    public Map<String, Long> heads(Collection<String> vaultIds) {
        return counted(() -> log == null ? Map.of() : log.heads(vaultIds));
    }

    @Override
    public Optional<SourceStanding> source(String vaultId, String userId, String sourceId) {
        return counted(() -> log == null ? Optional.empty() : log.source(vaultId, userId, sourceId));
    }

    private <T> T counted(Supplier<T> read) {
        mostAtATime.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            return read.get();
        } finally {
            underWay.decrementAndGet();
        }
    }
}
