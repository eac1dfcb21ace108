package io.syncscript.gateway.session;

import io.syncscript.gateway.lifecycle.PeriodicTask;
import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.model.session.SessionDigest;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Ends the sockets of a session that is over, found by checking all of them again and again without extending any: where
 * neither Redis nor PostgreSQL has the session as a live one. Where one of them cannot be asked the session counts as live:
 * that a store is away, or that Redis came back empty, ends nobody.
 */
@Component
class SessionWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SessionWatch.class);

    private final SessionStore sessions;
    private final SessionTable table;
    private final ConnectedSockets sockets;
    private final SessionMetrics metrics;
    private final PeriodicTask checks;

    SessionWatch(
            SessionStore sessions,
            SessionTable table,
            ConnectedSockets sockets,
            SessionMetrics metrics,
            SessionProperties properties) {
        this.sessions = sessions;
        this.table = table;
        this.sockets = sockets;
        this.metrics = metrics;
        this.checks = new PeriodicTask("session-check", properties.checkInterval(), this::check);
    }

    @Override
    public void start() {
        checks.start();
    }

    private void check() {
        Map<String, SessionState> doubtful = notLiveInRedis(sockets.sessionIds());
        if (doubtful.isEmpty()) {
            return;
        }
        try {
            Map<String, StoredSession> stored = table.find(doubtful.keySet());
            Instant now = Instant.now();
            doubtful.forEach((id, state) -> {
                StoredSession session = stored.get(id);
                end(id, session == null ? state : session.state(now));
            });
        } catch (DataAccessException e) {
            log.debug("Sessions are checked again later: PostgreSQL cannot be asked", e);
        }
    }

    /** Asks for all sessions without waiting in between, so that the requests share their round trips. */
    private Map<String, SessionState> notLiveInRedis(Set<String> sessionIds) {
        Map<String, SessionState> doubtful = new ConcurrentHashMap<>();
        CompletableFuture<?>[] answers = sessionIds.stream()
                .map(id -> sessions.stateInRedis(id)
                        .handle((state, failure) ->
                                failure == null && state != SessionState.LIVE ? doubtful.put(id, state) : null)
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(answers).join();
        return doubtful;
    }

    private void end(String sessionId, SessionState state) {
        switch (state) {
            case EXPIRED -> metrics.endsFound(sockets.end(SessionDigest.hex(sessionId), ErrorCode.SESSION_EXPIRED));
            case ENDED -> metrics.endsFound(sockets.end(SessionDigest.hex(sessionId), ErrorCode.SESSION_ENDED));
            case LIVE -> {}
        }
    }

    @Override
    public void stop() {
        checks.stop();
    }

    @Override
    public boolean isRunning() {
        return checks.isRunning();
    }

    @Override
    public int getPhase() {
        return 1;
    }
}
