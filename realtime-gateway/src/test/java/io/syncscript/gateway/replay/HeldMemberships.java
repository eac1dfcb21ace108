package io.syncscript.gateway.replay;

import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.VaultMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.dao.DataAccessResourceFailureException;

/** Memberships in memory, whose queries see them as they are when they begin, and can be held up and fail. */
final class HeldMemberships implements VaultLog {
    private final Map<MembershipKey, VaultRole> roles = new ConcurrentHashMap<>();
    private final List<Collection<MembershipKey>> queries = new CopyOnWriteArrayList<>();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final CompletableFuture<Void> release = new CompletableFuture<>();
    private volatile CompletableFuture<Void> held = CompletableFuture.completedFuture(null);

    void member(MembershipKey key, VaultRole role) {
        roles.put(key, role);
    }

    /** Queries that begin from now on wait until the release. */
    void hold() {
        held = release;
    }

    /** Those that begin from now on do not wait. */
    void holdNoMore() {
        held = CompletableFuture.completedFuture(null);
    }

    void release() {
        holdNoMore();
        release.complete(null);
    }

    /** Fails the next query that begins. */
    void failTheNext() {
        failing.set(true);
    }

    /** What was asked for by each query that has begun. */
    List<Collection<MembershipKey>> queries() {
        return queries;
    }

    @Override
    public Map<MembershipKey, Membership> memberships(Collection<MembershipKey> asked) {
        Map<MembershipKey, Membership> found = new HashMap<>();
        asked.forEach(key ->
                Optional.ofNullable(roles.get(key)).ifPresent(role -> found.put(key, new Membership(role, 0, 1))));
        boolean fails = failing.getAndSet(false);
        CompletableFuture<Void> wait = held;
        queries.add(asked);
        wait.join();
        if (fails) {
            throw new DataAccessResourceFailureException("expected by this test");
        }
        return found;
    }

    @Override
    public List<VaultMessage> after(String vaultId, long revision, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Long> heads(Collection<String> vaultIds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SourceStanding> source(String vaultId, String userId, String sourceId) {
        throw new UnsupportedOperationException();
    }
}
