package io.syncscript.gateway.session;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisException;
import io.syncscript.gateway.fanout.RedisDelivery;
import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.session.EndedSessions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/**
 * Looks sessions up without blocking and without extending them: in Redis, and in PostgreSQL where Redis answers that it has no
 * such session, since Redis may have lost it. What is known to have ended is over, whatever Redis shows.
 */
@Component
public class SessionStore {
    private final SessionRedis redis;
    private final RedisDelivery delivery;
    private final StoredSessions stored;
    private final EndedSessions ended;
    private final SessionMetrics metrics;

    SessionStore(
            SessionRedis redis,
            RedisDelivery delivery,
            StoredSessions stored,
            EndedSessions ended,
            SessionMetrics metrics) {
        this.redis = redis;
        this.delivery = delivery;
        this.stored = stored;
        this.ended = ended;
        this.metrics = metrics;
    }

    /**
     * Who the session belongs to; empty where there is no such session, where it is over, or where nobody logged in with it.
     * The stage fails within the look-up timeout, and at once while disconnected, where Redis cannot be asked, and within as
     * much again where PostgreSQL cannot. Where only that part of Redis cannot be asked which would have the session, PostgreSQL is.
     */
    public CompletionStage<Optional<AuthenticatedUser>> find(String sessionId) {
        if (ended.contains(sessionId)) {
            metrics.knownToHaveEnded();
            return CompletableFuture.completedStage(Optional.empty());
        }
        return read(sessionId)
                .exceptionallyCompose(failure -> delivery.isPartlyThere()
                        ? CompletableFuture.completedStage(SessionHash.NONE)
                        : CompletableFuture.failedStage(failure))
                .whenComplete((session, failure) -> metrics.asked(failure))
                .thenCompose(session -> {
                    Optional<AuthenticatedUser> user = userOf(sessionId, session);
                    return user.isPresent()
                            ? metrics.counted(CompletableFuture.completedStage(user), false)
                            : metrics.counted(findStored(sessionId), true);
                });
    }

    /** What became of the session according to Redis alone, which may have lost it; fails where Redis cannot be asked. */
    CompletionStage<SessionState> stateInRedis(String sessionId) {
        return read(sessionId).thenApply(session -> session.state(Instant.now()));
    }

    private CompletionStage<Optional<AuthenticatedUser>> findStored(String sessionId) {
        return stored.find(sessionId)
                .thenApply(found -> found.filter(session -> session.state(Instant.now()) == SessionState.LIVE)
                        .map(session -> new AuthenticatedUser(sessionId, session.principal())));
    }

    private static Optional<AuthenticatedUser> userOf(String sessionId, SessionHash session) {
        return session.state(Instant.now()) == SessionState.LIVE
                ? session.principal().map(principal -> new AuthenticatedUser(sessionId, principal))
                : Optional.empty();
    }

    private CompletionStage<SessionHash> read(String sessionId) {
        try {
            CompletionStage<List<KeyValue<String, byte[]>>> values =
                    redis.commands().hmget(ChannelNames.sessionKey(sessionId), SessionHash.FIELDS);
            return values.thenApply(SessionHash::of);
        } catch (RedisException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
