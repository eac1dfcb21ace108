package io.syncscript.gateway.session;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/**
 * Asks PostgreSQL for sessions that Redis does not know, on virtual threads and a few at a time: however many come with made-up
 * cookies, events and joins find connections.
 */
@Component
class StoredSessions {
    private final SessionTable table;
    private final Duration timeout;
    private final Semaphore turns;

    StoredSessions(SessionTable table, HikariDataSource pool, SessionProperties properties) {
        this.table = table;
        this.timeout = properties.lookupTimeout();
        this.turns = new Semaphore(Math.max(1, pool.getMaximumPoolSize() / 4), true);
    }

    /** The session, over or not; empty where there is none. Does not block, and fails within the look-up timeout. */
    CompletionStage<Optional<StoredSession>> find(String sessionId) {
        CompletableFuture<Optional<StoredSession>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("session-lookup").start(() -> answer(sessionId, answer));
        return answer.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void answer(String sessionId, CompletableFuture<Optional<StoredSession>> answer) {
        try {
            if (!turns.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TransientDataAccessResourceException("no turn at the database within " + timeout);
            }
            try {
                answer.complete(
                        Optional.ofNullable(table.find(List.of(sessionId)).get(sessionId)));
            } finally {
                turns.release();
            }
        } catch (InterruptedException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }
}
