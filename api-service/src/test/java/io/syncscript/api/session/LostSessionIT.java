package io.syncscript.api.session;

import static io.syncscript.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncscript.api.ApiClient;
import io.syncscript.api.RunningApi;
import io.syncscript.local.data.RealServers;
import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.session.SessionDigest;
import io.syncscript.model.session.SessionFields;
import io.syncscript.model.session.SessionPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;

/** Redis is there and does not have a session that PostgreSQL has, or the other way round. */
class LostSessionIT {
    private static final RunningApi API = RunningApi.shared();
    private static final RedisClient REDIS_CLIENT =
            RedisClient.create(RealServers.redis().url());
    private static final RedisCommands<String, String> REDIS =
            REDIS_CLIENT.connect().sync();

    private final ApiClient user = API.client().registered("Una");
    private final String id = user.sessionId();
    private final String key = ChannelNames.sessionKey(id);

    @AfterAll
    static void stop() {
        REDIS_CLIENT.shutdown();
    }

    @Test
    void asksPostgresOnceAndPutsTheSessionBackAsItWas() {
        Map<String, String> before = REDIS.hgetall(key);
        REDIS.del(key);

        assertThat(user.get("/api/auth/session").status()).isEqualTo(200);

        await().untilAsserted(() -> assertThat(REDIS.hgetall(key)).isEqualTo(before));
        await().untilAsserted(() -> assertThat(REDIS.ttl(key)).isBetween(43_200L, 43_500L));
        assertThat(API.bean(RedisIndexedSessionRepository.class).findByPrincipalName(user.userId()))
                .containsOnlyKeys(id);
        double asked = lookups();
        assertThat(user.newVault("V")).isNotEmpty();
        assertThat(lookups()).isEqualTo(asked);
    }

    @Test
    void completesWhatALateWriteLeftOfASession() {
        REDIS.del(key);
        REDIS.hset(key, SessionFields.LAST_ACCESSED_TIME, Long.toString(System.currentTimeMillis()));

        assertThat(user.get("/api/auth/session").status()).isEqualTo(200);

        await().until(() -> REDIS.hexists(key, SessionFields.PRINCIPAL));
    }

    @Test
    void takesARandomIdForNoSessionAfterOneLookUp() {
        ApiClient stranger = API.client();
        stranger.useCookie(ApiClient.cookieOf(UUID.randomUUID().toString()));
        double asked = lookups();

        assertProblem(stranger.get("/api/auth/session"), 401, "UNAUTHORIZED");

        assertThat(lookups()).isEqualTo(asked + 1);
    }

    @Test
    void keepsNoIdInTheDatabase() {
        assertThat(API.bean(JdbcTemplate.class)
                        .queryForObject(
                                "select id_digest from login_session where user_id = ?", byte[].class, user.userId()))
                .isEqualTo(SessionDigest.of(id));
        assertThat(API.rows("select login_session::text from login_session where user_id = ?", user.userId()))
                .noneMatch(row -> row.contains(id));
    }

    @Test
    void letsNobodyInOnceASessionWasNotUsedForTooLong() {
        REDIS.del(key);
        age(Duration.ofHours(13));

        assertProblem(user.get("/api/auth/session"), 401, "UNAUTHORIZED");
        assertThat(REDIS.exists(key)).isZero();
    }

    @Test
    void writesTheUseToPostgresWhetherRedisHasTheSessionOrNot() {
        age(Duration.ofHours(2));
        REDIS.del(key);
        user.get("/api/auth/session");
        await().until(() -> sinceLastUse().compareTo(Duration.ofMinutes(1)) < 0);

        age(Duration.ofHours(2));
        String hourAgo = Long.toString(Instant.now().minusSeconds(3600).toEpochMilli());
        await().until(() -> REDIS.hexists(key, SessionFields.PRINCIPAL));
        REDIS.hset(key, SessionFields.LAST_ACCESSED_TIME, hourAgo);
        user.get("/api/auth/session");
        await().until(() -> sinceLastUse().compareTo(Duration.ofMinutes(1)) < 0);
        assertThat(API.rows(
                        "select extract(epoch from expires_at - last_accessed_at)::int from login_session where user_id = ?",
                        user.userId()))
                .containsExactly("43200");
    }

    @Test
    void takesOverASessionThatIsOlderThanTheTable() {
        API.bean(JdbcTemplate.class).update("delete from login_session where user_id = ?", user.userId());
        REDIS.hset(key, SessionFields.LAST_ACCESSED_TIME, Long.toString(System.currentTimeMillis() - 3_600_000));

        assertThat(user.get("/api/auth/session").status()).isEqualTo(200);

        await().until(() -> API.rows("select user_id from login_session where user_id = ?", user.userId())
                        .size()
                == 1);
        REDIS.del(key);
        assertThat(user.get("/api/auth/session").status()).isEqualTo(200);
    }

    @Test
    void endsASessionThatIsOlderThanTheTable() {
        API.bean(JdbcTemplate.class).update("delete from login_session where user_id = ?", user.userId());

        logOut();
        REDIS.del(key);

        assertProblem(user.get("/api/auth/session"), 401, "UNAUTHORIZED");
    }

    @RepeatedTest(10)
    void neverRevivesASessionThatEndsWhileItIsPutBack() throws InterruptedException {
        String cookie = user.cookie();
        REDIS.del(key);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> readers = IntStream.range(0, 6)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    ApiClient reader = API.client();
                    reader.useCookie(cookie);
                    awaitUninterruptibly(go);
                    reader.get("/api/auth/session");
                }))
                .toList();

        go.countDown();
        logOut();
        for (Thread reader : readers) {
            reader.join();
        }

        assertProblem(user.get("/api/auth/session"), 401, "UNAUTHORIZED");
        await().during(Duration.ofMillis(100)).until(() -> !REDIS.hexists(key, SessionFields.PRINCIPAL));
        REDIS.del(key);
        assertProblem(user.get("/api/auth/session"), 401, "UNAUTHORIZED");
    }

    @Test
    void ignoresAWriteToRedisThatComesAfterTheEnd() {
        SessionPrincipal principal = new SessionPrincipal(user.userId(), user.email(), "Una");
        logOut();

        API.bean(SessionCache.class).store(id, StoredSession.starting(principal, Instant.now(), Duration.ofHours(12)));

        assertThat(REDIS.hgetall(key))
                .containsEntry(SessionFields.MAX_INACTIVE_INTERVAL, "0")
                .doesNotContainKey(SessionFields.PRINCIPAL);
        assertProblem(user.get("/api/auth/session"), 401, "UNAUTHORIZED");
    }

    @Test
    void ignoresAWriteToPostgresThatComesAfterTheEnd() {
        SessionPrincipal principal = new SessionPrincipal(user.userId(), user.email(), "Una");
        logOut();

        assertThat(API.bean(SessionTable.class)
                        .use(id, StoredSession.starting(principal, Instant.now(), Duration.ofHours(12))))
                .isFalse();

        REDIS.del(key);
        assertProblem(user.get("/api/auth/session"), 401, "UNAUTHORIZED");
    }

    @Test
    void believesPostgresOverARedisThatShowsASessionThatHasEnded() {
        Map<String, String> old = REDIS.hgetall(key);
        old.put(SessionFields.LAST_ACCESSED_TIME, Long.toString(System.currentTimeMillis() - 3_600_000));
        logOut();
        REDIS.del(key);
        REDIS.hset(key, old);

        assertProblem(user.get("/api/auth/session"), 401, "UNAUTHORIZED");
    }

    /** Logs out and keeps the cookie. */
    private void logOut() {
        ApiClient leaving = API.client();
        leaving.useCookie(user.cookie());
        assertThat(leaving.post("/api/auth/logout", Map.of()).status()).isEqualTo(204);
    }

    private void age(Duration age) {
        API.bean(JdbcTemplate.class)
                .update(
                        "update login_session set last_accessed_at = last_accessed_at - ?::interval, "
                                + "expires_at = expires_at - ?::interval where user_id = ?",
                        age.toString(),
                        age.toString(),
                        user.userId());
    }

    private Duration sinceLastUse() {
        return Duration.ofSeconds(Long.parseLong(API.rows(
                        "select extract(epoch from now() - last_accessed_at)::int from login_session where user_id = ?",
                        user.userId())
                .getFirst()));
    }

    private static double lookups() {
        return API.bean(MeterRegistry.class)
                .get("syncscript.session.database.lookups")
                .counter()
                .count();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
