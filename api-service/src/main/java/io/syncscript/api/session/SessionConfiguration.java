package io.syncscript.api.session;

import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.session.EndedSessions;
import io.syncscript.model.session.SessionCookie;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * Spring Session's repository on Redis, indexed by user. Its servlet filter is not used: it writes the session back when the
 * answer is committed, where a Redis failure would turn a committed mutation into an error. Nor are its keyspace
 * notifications, which need Redis up at the start: nothing here waits for a session to expire.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    @Bean
    EndedSessions endedSessions() {
        return new EndedSessions();
    }

    @Bean
    RedisTemplate<String, Object> sessionRedisOperations(RedisConnectionFactory connections) {
        RedisTemplate<String, Object> operations = new RedisTemplate<>();
        operations.setKeySerializer(RedisSerializer.string());
        operations.setHashKeySerializer(RedisSerializer.string());
        operations.setDefaultSerializer(new SessionJsonSerializer());
        operations.setConnectionFactory(connections);
        return operations;
    }

    @Bean
    RedisIndexedSessionRepository sessionRepository(
            RedisTemplate<String, Object> sessionRedisOperations,
            SessionMapper sessions,
            SessionProperties properties) {
        RedisIndexedSessionRepository repository = new RedisIndexedSessionRepository(sessionRedisOperations);
        repository.setRedisKeyNamespace(ChannelNames.SESSION_NAMESPACE);
        repository.setDefaultSerializer(new SessionJsonSerializer());
        repository.setDefaultMaxInactiveInterval(properties.timeout());
        repository.setCleanupCron(Scheduled.CRON_DISABLED);
        repository.setRedisSessionMapper(sessions::session);
        return repository;
    }

    /** HttpOnly, SameSite=Lax, Base64, and Secure where the request came over HTTPS: the serializer's defaults. */
    @Bean
    CookieSerializer sessionCookie() {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(SessionCookie.NAME);
        cookie.setCookiePath("/");
        return cookie;
    }
}
