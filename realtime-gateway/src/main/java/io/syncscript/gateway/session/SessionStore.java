package io.syncscript.gateway.session;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisException;
import io.syncscript.model.channel.ChannelNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/** Looks sessions up in Redis without blocking and without extending them. */
@Component
public class SessionStore {
    private final SessionRedis redis;

    SessionStore(SessionRedis redis) {
        this.redis = redis;
    }

    /**
     * Who the session belongs to; empty where there is no such session, where it is over, or where nobody logged in with it.
     * The stage fails within the look-up timeout, and at once while disconnected, where Redis cannot be asked.
     */
    public CompletionStage<Optional<AuthenticatedUser>> find(String sessionId) {
        return read(sessionId)
                .thenApply(session -> session.state(Instant.now()) == SessionState.LIVE
                        ? session.principal().map(principal -> new AuthenticatedUser(sessionId, principal))
                        : Optional.empty());
    }

    /** What became of the session; fails as {@link #find} does. */
    CompletionStage<SessionState> state(String sessionId) {
        return read(sessionId).thenApply(session -> session.state(Instant.now()));
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
