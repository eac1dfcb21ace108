package io.syncscript.api.session;

import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.session.SessionCodec;
import io.syncscript.model.session.SessionDigest;
import io.syncscript.model.session.SessionEnded;
import io.syncscript.model.session.SessionFields;
import io.syncscript.model.session.SessionPrincipal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.MapSession;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.data.redis.RedisIndexedSessionRepository.RedisSession;
import org.springframework.stereotype.Component;

/** The sessions in Redis, as Spring Session keeps them and gateways read them. Every method does without Redis. */
@Component
class SessionCache {
    /** Spring Session keeps the hash of an expired session for as much longer. */
    static final Duration GRACE = Duration.ofMinutes(5);

    /** For longer than a command may be on its way: TCP gives up after a quarter of an hour. */
    private static final Duration ENDED_FOR = Duration.ofMinutes(30);

    private static final RedisSerializer<String> TEXT = RedisSerializer.string();
    private static final SessionJsonSerializer JSON = new SessionJsonSerializer();
    private static final String PRINCIPAL_NAME =
            "sessionAttr:" + FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

    /** Writes a session unless it has ended, also where the command arrives when its sender has long given it up. */
    private static final RedisScript<String> STORE = RedisScript.of("""
            if redis.call('HGET', KEYS[1], ARGV[2]) == '0' then
              return 'ended'
            end
            redis.call('HSET', KEYS[1], unpack(ARGV, 2))
            redis.call('EXPIRE', KEYS[1], ARGV[1])
            return 'stored'
            """, String.class);

    private final RedisIndexedSessionRepository sessions;
    private final RedisTemplate<String, Object> operations;
    private final GuardedRedis redis;
    private final SessionIndex index;
    private final SessionMapper mapper;

    SessionCache(
            RedisIndexedSessionRepository sessions,
            RedisTemplate<String, Object> sessionRedisOperations,
            GuardedRedis redis,
            SessionIndex index,
            SessionMapper mapper) {
        this.sessions = sessions;
        this.operations = sessionRedisOperations;
        this.redis = redis;
        this.index = index;
        this.mapper = mapper;
    }

    CacheAnswer find(String sessionId) {
        return redis.ask(template -> live(sessionId))
                .map(found -> found.flatMap(session -> principalOf(session)
                                .<CacheAnswer>map(principal -> new CacheAnswer.Live(session, principal)))
                        .orElseGet(CacheAnswer.Unknown::new))
                .orElseGet(CacheAnswer.Away::new);
    }

    /** As the repository finds it, without its proxies, of which it makes one for each reading. */
    private Optional<MapSession> live(String sessionId) {
        Map<String, Object> fields =
                operations.<String, Object>opsForHash().entries(ChannelNames.sessionKey(sessionId));
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(mapper.session(sessionId, fields)).filter(session -> !session.isExpired());
    }

    /** Lets Redis know of a session that lives, unless Redis knows that it has ended. */
    void store(String sessionId, StoredSession session) {
        SessionPrincipal principal = session.principal();
        long maxInactive = session.maxInactive().toSeconds();
        redis.ask(template -> {
            template.execute(
                    STORE,
                    TEXT,
                    TEXT,
                    List.of(ChannelNames.sessionKey(sessionId)),
                    Long.toString(maxInactive + GRACE.toSeconds()),
                    SessionFields.MAX_INACTIVE_INTERVAL,
                    json(maxInactive),
                    SessionFields.CREATION_TIME,
                    json(session.createdAt().toEpochMilli()),
                    SessionFields.LAST_ACCESSED_TIME,
                    json(session.lastAccessedAt().toEpochMilli()),
                    SessionFields.PRINCIPAL,
                    json(principal),
                    PRINCIPAL_NAME,
                    json(principal.userId()));
            index.add(principal.userId(), sessionId);
            return true;
        });
    }

    /** Writes the use of a session if Redis still has it. */
    void use(String sessionId, String userId, Instant now) {
        redis.ask(template -> {
            RedisSession session = sessions.findById(sessionId);
            if (session != null) {
                session.setLastAccessedTime(now);
                sessions.save(session);
                index.extend(userId);
            }
            return true;
        });
    }

    /** Drops from the user's index the sessions that are gone. */
    void pruneIndex(String userId) {
        redis.ask(template -> {
            index.prune(userId);
            return true;
        });
    }

    /** Ends a session, whether Redis has it or not. What is left keeps late commands from bringing it back. */
    void end(String sessionId) {
        redis.ask(template -> {
            endNow(sessionId);
            return true;
        });
    }

    /** Ends those of the user's sessions that Redis knows and that are among these. */
    void end(SessionEnded ended) {
        Set<String> digests = Set.copyOf(ended.digests());
        redis.ask(template -> {
            index.sessionIds(ended.userId()).stream()
                    .filter(id -> digests.contains(SessionDigest.hex(id)))
                    .forEach(this::endNow);
            return true;
        });
    }

    private void endNow(String sessionId) {
        String key = ChannelNames.sessionKey(sessionId);
        operations.opsForHash().delete(key, SessionFields.PRINCIPAL);
        sessions.deleteById(sessionId);
        operations.opsForHash().put(key, SessionFields.MAX_INACTIVE_INTERVAL, 0);
        operations.expire(key, ENDED_FOR);
    }

    /** Tells the gateways of sessions that have ended; they find out by themselves where that fails. */
    void announce(SessionEnded ended) {
        byte[] channel = ChannelNames.SESSION_ENDED.getBytes(StandardCharsets.UTF_8);
        byte[] message = SessionCodec.encode(ended);
        redis.ask(template -> template.execute(connection -> connection.publish(channel, message), true));
    }

    private static String json(Object value) {
        return new String(JSON.serialize(value), StandardCharsets.UTF_8);
    }

    private static Optional<SessionPrincipal> principalOf(MapSession session) {
        return Optional.ofNullable(session.getAttribute(SessionFields.PRINCIPAL_ATTRIBUTE));
    }
}
