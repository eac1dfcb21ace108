package io.syncscript.api.session;

import io.syncscript.model.channel.ChannelNames;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/**
 * Keeps Spring Session's index of a user's sessions as long as they live and no larger than it need be. Spring Session itself
 * does that by keyspace notifications, which this service does without.
 */
@Component
class SessionIndex {
    private static final String PREFIX = ChannelNames.SESSION_NAMESPACE + ":index:"
            + FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME + ":";

    private final RedisTemplate<String, Object> redis;
    private final Duration lifetime;

    SessionIndex(RedisTemplate<String, Object> sessionRedisOperations, SessionProperties properties) {
        this.redis = sessionRedisOperations;
        this.lifetime = properties.timeout().plus(properties.touchInterval()).plus(SessionCache.GRACE);
    }

    void add(String userId, String sessionId) {
        redis.opsForSet().add(PREFIX + userId, sessionId);
        extend(userId);
    }

    /** Lets the index outlive the user's session that was used last. */
    void extend(String userId) {
        redis.expire(PREFIX + userId, lifetime);
    }

    /** The user's sessions as far as Redis knows them, perhaps with some that are over. */
    List<String> sessionIds(String userId) {
        Set<Object> ids = redis.opsForSet().members(PREFIX + userId);
        return ids == null ? List.of() : ids.stream().map(String.class::cast).toList();
    }

    /** Drops sessions that are gone. A session is stored before it is indexed, so a new one is never taken for one of them. */
    void prune(String userId) {
        for (String id : sessionIds(userId)) {
            if (!redis.hasKey(ChannelNames.sessionKey(id))) {
                redis.opsForSet().remove(PREFIX + userId, id);
            }
        }
    }
}
