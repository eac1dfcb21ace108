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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Looks memberships up for many at a time. The first one who asks gets a query at once; those who ask soon after, or while it is
 * under way, share the next one. Nothing is kept: each answer is from a query that began after it was asked for. Safe for any
 * thread, and does not block.
 */
public final class MembershipBatches {
    /** From the beginning of one query to that of the next, so that the joins of a storm are many to a query. */
    private static final Duration PACE = Duration.ofMillis(5);

    /** A second query goes on where the first one hangs. */
    private static final int QUERIES_AT_A_TIME = 2;

    /** What is answered at once has to be worked off at once, and live events wait behind it for a thread. */
    private static final int LARGEST_BATCH = 50;

    private final VaultLog log;
    private final long patience;
    private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final ReentrantLock beginning = new ReentrantLock();
    private long begunAt = System.nanoTime() - PACE.toNanos();

    private record Request(MembershipKey key, long askedAt, CompletableFuture<Optional<Membership>> answer) {}

    /** @param turnTimeout who has waited for longer when a query begins is refused instead, as one that may ask again later */
    public MembershipBatches(VaultLog log, Duration turnTimeout) {
        this.log = log;
        this.patience = turnTimeout.toNanos();
    }

    /**
     * The user's standing in the vault; empty where there is no such vault or the user is no member. Fails with a
     * {@link org.springframework.dao.DataAccessException} where there is no answer in time. Completes on a virtual thread.
     */
    public CompletableFuture<Optional<Membership>> find(MembershipKey key) {
        Request request = new Request(key, System.nanoTime(), new CompletableFuture<>());
        waiting.add(request);
        beginQuery();
        return request.answer();
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

    /** Waits for the time to begin; empty where nobody waits for an answer then. */
    private List<Request> nextBatch() {
        beginning.lock();
        try {
            List<Request> batch = new ArrayList<>();
            if (!waiting.isEmpty()) {
                LockSupport.parkNanos(begunAt + PACE.toNanos() - System.nanoTime());
                fill(batch);
                begunAt = System.nanoTime();
            }
            return batch;
        } finally {
            beginning.unlock();
        }
    }

    private void fill(List<Request> batch) {
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
