package io.syncscript.gateway.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Looks memberships up for many at a time: those who ask while queries are under way share the next one. Nobody waits for others
 * to come, and nothing is kept: each answer is from a query that began after it was asked for. Safe for any thread.
 */
public final class MembershipBatches {
    /** A second query goes on where the first one hangs; with more of them fewer would share one. */
    private static final int QUERIES_AT_A_TIME = 2;

    private static final int LARGEST_BATCH = 500;

    private final VaultLog log;
    private final long patience;
    private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();

    private record Request(MembershipKey key, long askedAt, CompletableFuture<Optional<Membership>> answer) {}

    /** @param turnTimeout who has waited for longer when a query begins is refused instead, as one that may ask again later */
    public MembershipBatches(VaultLog log, Duration turnTimeout) {
        this.log = log;
        this.patience = turnTimeout.toNanos();
    }

    /**
     * The user's standing in the vault; empty where there is no such vault or the user is no member. Blocks.
     *
     * @throws DataAccessException where there is no answer in time
     */
    public Optional<Membership> find(String vaultId, String userId) {
        Request request = new Request(new MembershipKey(vaultId, userId), System.nanoTime(), new CompletableFuture<>());
        waiting.add(request);
        beginQuery();
        try {
            return request.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DataAccessException cause ? cause : e;
        }
    }

    private void beginQuery() {
        if (underWay.getAndUpdate(count -> Math.min(count + 1, QUERIES_AT_A_TIME)) < QUERIES_AT_A_TIME) {
            Thread.startVirtualThread(this::answerAll);
        }
    }

    private void answerAll() {
        List<Request> batch = nextBatch();
        while (!batch.isEmpty()) {
            answer(batch);
            batch = nextBatch();
        }
        underWay.decrementAndGet();
        if (!waiting.isEmpty()) {
            beginQuery();
        }
    }

    private List<Request> nextBatch() {
        List<Request> batch = new ArrayList<>();
        Request next = waiting.poll();
        while (next != null) {
            if (System.nanoTime() - next.askedAt() > patience) {
                next.answer()
                        .completeExceptionally(
                                new TransientDataAccessResourceException("no turn at the database in time"));
            } else {
                batch.add(next);
            }
            next = batch.size() < LARGEST_BATCH ? waiting.poll() : null;
        }
        return batch;
    }

    private void answer(List<Request> batch) {
        try {
            Set<MembershipKey> asked = LinkedHashSet.newLinkedHashSet(batch.size());
            batch.forEach(request -> asked.add(request.key()));
            Map<MembershipKey, Membership> found = log.memberships(asked);
            batch.forEach(request -> request.answer().complete(Optional.ofNullable(found.get(request.key()))));
        } catch (RuntimeException | Error e) {
            batch.forEach(request -> request.answer().completeExceptionally(e));
        }
    }
}
