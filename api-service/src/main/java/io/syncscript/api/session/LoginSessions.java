package io.syncscript.api.session;

import io.syncscript.api.web.Outage;
import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.session.SessionCodec;
import io.syncscript.model.session.SessionEnded;
import io.syncscript.model.session.SessionFields;
import io.syncscript.model.session.SessionPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.data.redis.RedisIndexedSessionRepository.RedisSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.stereotype.Component;

/**
 * The sessions of logged-in users: made at login, never before, so there is no session id that somebody could fix in advance.
 * Any method but {@link #handOver} may throw a Redis failure.
 */
@Component
public class LoginSessions {
    private static final Logger LOG = LoggerFactory.getLogger(LoginSessions.class);

    /** What Spring Session makes; anything else would read other keys of the namespace. */
    private static final Pattern SESSION_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final RedisIndexedSessionRepository sessions;
    private final RedisTemplate<String, Object> redis;
    private final SessionIndex index;
    private final CookieSerializer cookies;
    private final SessionProperties properties;
    private final Clock clock;

    LoginSessions(
            RedisIndexedSessionRepository sessions,
            RedisTemplate<String, Object> sessionRedisOperations,
            SessionIndex index,
            CookieSerializer cookies,
            SessionProperties properties,
            Clock clock) {
        this.sessions = sessions;
        this.redis = sessionRedisOperations;
        this.index = index;
        this.cookies = cookies;
        this.properties = properties;
        this.clock = clock;
    }

    /** Makes and stores a session. */
    public Started start(SessionPrincipal principal) {
        RedisSession session = sessions.createSession();
        session.setAttribute(SessionFields.PRINCIPAL_ATTRIBUTE, principal);
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, principal.userId());
        sessions.save(session);
        aside(() -> {
            index.extend(principal.userId());
            index.prune(principal.userId());
        });
        return new Started(session.getId(), principal);
    }

    /** Gives a new session to the client and ends the one that it came with, if any. */
    public void handOver(Started session, HttpServletRequest request, HttpServletResponse response) {
        try {
            find(request).ifPresent(this::end);
        } catch (RuntimeException e) {
            LOG.warn("A replaced session stays until it expires: {}", e.getMessage());
        }
        cookies.writeCookieValue(new CookieValue(request, response, session.id()));
    }

    /** The session that the request's cookie names; empty where there is none or it is over. */
    Optional<Active> current(HttpServletRequest request) {
        return find(request).map(session -> {
            touch(session);
            return new Active(session.getId(), principalOf(session).orElseThrow());
        });
    }

    /** Ends the request's session, tells the gateways, and takes the cookie back. */
    public void end(HttpServletRequest request, HttpServletResponse response) {
        find(request).ifPresent(this::end);
        cookies.writeCookieValue(new CookieValue(request, response, ""));
    }

    private void end(RedisSession session) {
        String userId = principalOf(session).orElseThrow().userId();
        // The fields stay for a while; without its principal a session that a late touch revives belongs to nobody.
        redis.opsForHash().delete(ChannelNames.sessionKey(session.getId()), SessionFields.PRINCIPAL);
        sessions.deleteById(session.getId());
        byte[] channel = ChannelNames.SESSION_ENDED.getBytes(StandardCharsets.UTF_8);
        byte[] message = SessionCodec.encode(new SessionEnded(userId, List.of(session.getId())));
        try {
            redis.execute(connection -> connection.publish(channel, message), true);
        } catch (RuntimeException e) {
            LOG.warn("A session ended and the gateways were not told: {}", e.getMessage());
        }
    }

    private Optional<RedisSession> find(HttpServletRequest request) {
        return cookies.readCookieValues(request).stream()
                .filter(id -> SESSION_ID.matcher(id).matches())
                .flatMap(id -> Optional.ofNullable(sessions.findById(id)).stream())
                .filter(session -> principalOf(session).isPresent())
                .findFirst();
    }

    private static Optional<SessionPrincipal> principalOf(RedisSession session) {
        return Optional.ofNullable(session.getAttribute(SessionFields.PRINCIPAL_ATTRIBUTE));
    }

    /** Writes the use of a session now and then, off the request: a request that is about to commit must not wait for it. */
    private void touch(RedisSession session) {
        if (session.getLastAccessedTime().plus(properties.touchInterval()).isAfter(clock.instant())) {
            return;
        }
        session.setLastAccessedTime(clock.instant());
        aside(() -> {
            sessions.save(session);
            principalOf(session).ifPresent(principal -> index.extend(principal.userId()));
        });
    }

    /** Does what may as well not happen, off the request. */
    private static void aside(Runnable upkeep) {
        Thread.ofVirtual().name("session-upkeep").start(() -> {
            try {
                upkeep.run();
            } catch (RuntimeException e) {
                if (!Outage.isCauseOf(e)) {
                    LOG.warn("The upkeep of a session failed", e);
                }
            }
        });
    }

    /** A session that is stored and not yet given to its client. */
    public record Started(String id, SessionPrincipal principal) {
        /** Never shows the id. */
        @Override
        public String toString() {
            return "Started[" + principal.userId() + "]";
        }
    }

    /** The session of a request. */
    record Active(String id, SessionPrincipal principal) {
        /** Never shows the id. */
        @Override
        public String toString() {
            return "Active[" + principal.userId() + "]";
        }
    }
}
