package io.syncscript.api.session;

import io.syncscript.model.session.EndedSessions;
import io.syncscript.model.session.SessionDigest;
import io.syncscript.model.session.SessionEnded;
import io.syncscript.model.session.SessionPrincipal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.session.MapSession;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sessions: PostgreSQL says which there are, Redis is asked first. A session that Redis knows to live does unless
 * PostgreSQL has said that it ended; what Redis does not know, or cannot be asked, PostgreSQL decides. A method throws a
 * {@link org.springframework.dao.DataAccessException} where what it needs cannot be asked.
 */
@Component
class SessionStore {
    private final SessionTable table;
    private final SessionCache cache;
    private final EndedSessions ended;
    private final Upkeep upkeep;
    private final TransactionTemplate transactions;
    private final SessionTimes times;
    private final SessionMetrics metrics;

    SessionStore(
            SessionTable table,
            SessionCache cache,
            EndedSessions ended,
            Upkeep upkeep,
            TransactionTemplate transactions,
            SessionTimes times,
            SessionMetrics metrics) {
        this.table = table;
        this.cache = cache;
        this.ended = ended;
        this.upkeep = upkeep;
        this.transactions = transactions;
        this.times = times;
        this.metrics = metrics;
    }

    /** Makes a session, in PostgreSQL alone and in the caller's transaction if there is one. */
    StartedSession start(SessionPrincipal principal) {
        StartedSession session = new StartedSession(UUID.randomUUID().toString(), principal, times.now());
        table.use(session.id(), times.stored(session));
        return session;
    }

    /** Lets Redis know of a new session. Where it cannot be told now, the session's first request after it is back tells it. */
    void publish(StartedSession session) {
        cache.store(session.id(), times.stored(session));
        upkeep.aside(() -> cache.pruneIndex(session.principal().userId()));
    }

    /** The session of that id, if it lives. That it was used is written now and then, off the request. */
    Optional<LoginSession> use(String sessionId) {
        if (ended.contains(sessionId)) {
            metrics.knownToHaveEnded();
            return Optional.empty();
        }
        return switch (cache.find(sessionId)) {
            case CacheAnswer.Live(MapSession session, SessionPrincipal principal) -> {
                metrics.foundInRedis();
                touch(session, principal);
                yield Optional.of(new LoginSession(sessionId, principal));
            }
            case CacheAnswer.Unknown() -> useStored(sessionId, true);
            case CacheAnswer.Away() -> useStored(sessionId, false);
        };
    }

    /** Ends a session, which is so once PostgreSQL has it, and tells Redis and the gateways. */
    void end(LoginSession session) {
        String userId = session.principal().userId();
        table.end(session.id(), userId, times.now());
        SessionEnded end = new SessionEnded(userId, List.of(SessionDigest.hex(session.id())));
        remember(end);
        cache.end(session.id());
    }

    /** Ends all sessions of a user, in the caller's transaction; {@link #tell} has to follow the commit. */
    SessionEnded endAll(String userId) {
        return new SessionEnded(userId, table.endAll(userId));
    }

    /** Lets this process, Redis and the gateways know of sessions that have ended. */
    void tell(SessionEnded end) {
        remember(end);
        cache.end(end);
    }

    private void remember(SessionEnded end) {
        end.digests().forEach(ended::add);
        cache.announce(end);
    }

    private void touch(MapSession session, SessionPrincipal principal) {
        Instant now = times.now();
        if (!times.isTouchDue(session.getLastAccessedTime(), now)) {
            return;
        }
        upkeep.aside(() -> {
            StoredSession used = new StoredSession(
                    principal, session.getCreationTime(), now, now.plus(session.getMaxInactiveInterval()));
            if (table.use(session.getId(), used)) {
                cache.use(session.getId(), principal.userId(), now);
            } else {
                // A Redis that came back with old data shows a session that has ended.
                end(new LoginSession(session.getId(), principal));
            }
        });
    }

    private Optional<LoginSession> useStored(String sessionId, boolean restore) {
        metrics.askedDatabase();
        Instant now = times.now();
        Optional<StoredSession> stored = table.find(sessionId, now);
        metrics.answered(stored);
        stored.ifPresent(session -> {
            if (restore || times.isTouchDue(session.lastAccessedAt(), now)) {
                upkeep.aside(() -> keep(sessionId, now, restore));
            }
        });
        return stored.map(session -> new LoginSession(sessionId, session.principal()));
    }

    /** While the row is locked nobody ends the session, so none that has ended comes back to Redis. */
    private void keep(String sessionId, Instant usedAt, boolean restore) {
        transactions.executeWithoutResult(status -> table.lock(sessionId, usedAt)
                .ifPresent(locked -> {
                    StoredSession session = locked;
                    if (times.isTouchDue(locked.lastAccessedAt(), usedAt)) {
                        session = locked.usedAt(usedAt);
                        table.use(sessionId, session);
                    }
                    if (restore) {
                        cache.store(sessionId, session);
                    }
                }));
    }
}
