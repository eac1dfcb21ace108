package io.syncscript.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.syncscript.local.data.RealServers;
import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.session.SessionCodec;
import io.syncscript.model.session.SessionDigest;
import io.syncscript.model.session.SessionEnded;
import io.syncscript.model.session.SessionFields;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;

class AccountIT {
    private static final String PASSWORD = "correct horse";

    private static RunningApi api;
    private static RedisClient redisClient;
    private static RedisCommands<String, String> redis;

    @BeforeAll
    static void start() {
        api = RunningApi.shared();
        redisClient = RedisClient.create(RealServers.redis().url());
        redis = redisClient.connect().sync();
    }

    @AfterAll
    static void stop() {
        redisClient.shutdown();
    }

    @Test
    void registersAndLogsIn() {
        ApiClient client = api.client();

        ApiClient.Answer answer = client.post(
                "/api/auth/register", Map.of("email", " Ada@Example.org ", "name", " Ada ", "password", PASSWORD));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("email")).isEqualTo("Ada@Example.org");
        assertThat(answer.text("name")).isEqualTo("Ada");
        assertThat(answer.text("userId")).matches("c[a-z0-9]{24}");
        assertThat(client.get("/api/auth/session").json()).isEqualTo(answer.json());
    }

    @Test
    void setsACookieThatScriptsAndOtherSitesCannotUse() {
        ApiClient user = api.client().registered("Cora");
        Map<String, String> login = Map.of("email", user.email(), "password", PASSWORD);

        assertThat(api.client().post("/api/auth/login", login).header("Set-Cookie"))
                .startsWith("SESSION=")
                .contains("; Path=/;")
                .contains("; HttpOnly")
                .contains("; SameSite=Lax")
                .doesNotContain("Secure")
                .doesNotContain("Max-Age");
        assertThat(api.client()
                        .send("POST", "/api/auth/login", json(login), Map.of("X-Forwarded-Proto", "https"))
                        .header("Set-Cookie"))
                .contains("; Secure");
    }

    @Test
    void logsInWithoutRegardToTheCaseOfTheEmail() {
        ApiClient user = api.client().registered("Carl");

        assertThat(api.client()
                        .post(
                                "/api/auth/login",
                                Map.of("email", user.email().toUpperCase(java.util.Locale.ROOT), "password", PASSWORD))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesAnEmailThatIsTakenInWhateverCase() {
        ApiClient user = api.client().registered("Dora");

        ApiClient.Answer answer = api.client()
                .post(
                        "/api/auth/register",
                        Map.of(
                                "email",
                                user.email().toUpperCase(java.util.Locale.ROOT),
                                "name",
                                "X",
                                "password",
                                PASSWORD));

        assertProblem(answer, 409, "EMAIL_TAKEN");
    }

    @Test
    void letsOneOfManyConcurrentRegistrationsWin() throws InterruptedException {
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        List<Thread> threads = java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofVirtual()
                        .start(() -> statuses.add(api.client()
                                .post(
                                        "/api/auth/register",
                                        Map.of("email", "race@example.org", "name", "R", "password", PASSWORD))
                                .status())))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                              | email
            {"email":"no-at","name":"N","password":"12345678"}                              | email
            {"email":"a@b.org","name":"  ","password":"12345678"}                           | name
            {"email":"a@b.org","name":"N","password":"1234567"}                             | password
            {"email":"a@b.org","name":"N","password":"ääääääääääääääääääääääääääääääääääääa"} | password
            {"email":"a@b.org","name":"N\\u0000","password":"12345678"}                     | name
            {"email":"a@b.org","name":"N\\ud800","password":"12345678"}                     | name
            {"email":["a@b.org"],"name":"N","password":"12345678"}                          | email
            {"email":"a@b.org","name":7,"password":"12345678"}                              | name
            """)
    void namesTheFieldOfARegistrationThatBreaksARule(String body, String field) {
        ApiClient.Answer answer = api.client().send("POST", "/api/auth/register", body, Map.of());

        assertProblem(answer, 400, "VALIDATION_FAILED");
        assertThat(answer.json().path("errors").findValuesAsString("field")).contains(field);
        assertThat(answer.response().body()).doesNotContain("12345678");
    }

    @Test
    void saysTheSameOfAnUnknownEmailAndAWrongPassword() {
        ApiClient user = api.client().registered("Eve");

        ApiClient.Answer wrong =
                api.client().post("/api/auth/login", Map.of("email", user.email(), "password", "wrong horse"));
        ApiClient.Answer unknown =
                api.client().post("/api/auth/login", Map.of("email", "nobody@example.org", "password", PASSWORD));
        ApiClient.Answer tooLong = api.client()
                .post("/api/auth/login", Map.of("email", user.email(), "password", PASSWORD + "x".repeat(80)));

        assertProblem(wrong, 401, "INVALID_CREDENTIALS");
        assertThat(unknown.json()).isEqualTo(wrong.json());
        assertThat(tooLong.json()).isEqualTo(wrong.json());
        assertThat(wrong.header("Set-Cookie")).isNull();
    }

    @Test
    void storesASessionAsThePlainJsonThatGatewaysRead() {
        ApiClient user = api.client().registered("Fay");
        String key = ChannelNames.sessionKey(user.sessionId());

        Map<String, String> fields = redis.hgetall(key);

        assertThat(fields)
                .containsOnlyKeys(
                        SessionFields.CREATION_TIME,
                        SessionFields.LAST_ACCESSED_TIME,
                        SessionFields.MAX_INACTIVE_INTERVAL,
                        SessionFields.PRINCIPAL,
                        "sessionAttr:" + FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME)
                .containsEntry(SessionFields.MAX_INACTIVE_INTERVAL, "43200")
                .containsEntry(
                        SessionFields.PRINCIPAL,
                        "{\"userId\":\"" + user.userId() + "\",\"email\":\"" + user.email() + "\",\"name\":\"Fay\"}");
        assertThat(fields.get(SessionFields.CREATION_TIME)).matches("\\d{13}");
        assertThat(fields.get(SessionFields.LAST_ACCESSED_TIME)).matches("\\d{13}");
        assertThat(redis.ttl(key)).isBetween(43_200L, 43_500L);
    }

    @Test
    void findsAllSessionsOfAUser() {
        ApiClient first = api.client().registered("Gus");
        ApiClient second = api.client();
        second.post("/api/auth/login", Map.of("email", first.email(), "password", PASSWORD));

        assertThat(api.bean(RedisIndexedSessionRepository.class).findByPrincipalName(first.userId()))
                .containsOnlyKeys(first.sessionId(), second.sessionId());
    }

    @Test
    void forgetsSessionsThatAreGoneAtTheNextLogin() {
        ApiClient user = api.client().registered("Ned");
        String index = "spring:session:index:" + FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME + ":"
                + user.userId();
        redis.del(ChannelNames.sessionKey(user.sessionId()));
        user.useCookie(null);

        user.post("/api/auth/login", Map.of("email", user.email(), "password", PASSWORD));

        await().untilAsserted(() -> assertThat(redis.smembers(index)).containsExactly("\"" + user.sessionId() + "\""));
        assertThat(redis.ttl(index)).isGreaterThan(43_200L);
    }

    @Test
    void endsTheSessionThatALoginReplaces() {
        ApiClient user = api.client().registered("Hal");
        String before = Objects.requireNonNull(user.cookie());

        user.post("/api/auth/login", Map.of("email", user.email(), "password", PASSWORD));

        assertThat(user.cookie()).isNotEqualTo(before);
        ApiClient old = api.client();
        old.useCookie(before);
        assertProblem(old.get("/api/auth/session"), 401, "UNAUTHORIZED");
        assertThat(user.get("/api/auth/session").status()).isEqualTo(200);
    }

    @Test
    void keepsNoSessionIdThatAClientChose() {
        ApiClient user = api.client().registered("Ida");
        String chosen = Base64.getEncoder()
                .encodeToString("01234567-89ab-cdef-0123-456789abcdef".getBytes(StandardCharsets.UTF_8));
        ApiClient client = api.client();
        client.useCookie(chosen);

        client.post("/api/auth/login", Map.of("email", user.email(), "password", PASSWORD));

        assertThat(client.cookie()).isNotEqualTo(chosen);
    }

    @Test
    void endsTheSessionAtLogoutAndTellsTheGateways() {
        ApiClient user = api.client().registered("Jon");
        String id = user.sessionId();
        String cookie = user.cookie();
        List<SessionEnded> ended = new CopyOnWriteArrayList<>();
        try (StatefulRedisPubSubConnection<String, String> subscription = redisClient.connectPubSub()) {
            subscription.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    ended.add(SessionCodec.decodeEnded(message.getBytes(StandardCharsets.UTF_8)));
                }
            });
            subscription.sync().subscribe(ChannelNames.SESSION_ENDED);

            ApiClient.Answer answer = user.post("/api/auth/logout", Map.of());

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Set-Cookie")).startsWith("SESSION=;").contains("Max-Age=0");
            await().untilAsserted(() ->
                    assertThat(ended).contains(new SessionEnded(user.userId(), List.of(SessionDigest.hex(id)))));
        }
        assertThat(redis.hget(ChannelNames.sessionKey(id), SessionFields.PRINCIPAL))
                .isNull();
        assertThat(api.bean(RedisIndexedSessionRepository.class).findByPrincipalName(user.userId()))
                .isEmpty();
        user.useCookie(cookie);
        assertProblem(user.get("/api/auth/session"), 401, "UNAUTHORIZED");
        assertProblem(user.post("/api/auth/logout", Map.of()), 401, "UNAUTHORIZED");
    }

    @Test
    void refusesASessionThatWasNotUsedForTooLong() {
        ApiClient user = api.client().registered("Kay");
        redis.hset(ChannelNames.sessionKey(user.sessionId()), SessionFields.LAST_ACCESSED_TIME, "1000000000000");
        api.bean(JdbcTemplate.class)
                .update("update login_session set expires_at = now() where user_id = ?", user.userId());

        assertProblem(user.get("/api/auth/session"), 401, "UNAUTHORIZED");
    }

    @Test
    void writesTheUseOfASessionNowAndThen() {
        ApiClient user = api.client().registered("Lea");
        String key = ChannelNames.sessionKey(user.sessionId());
        String recent = Objects.requireNonNull(redis.hget(key, SessionFields.LAST_ACCESSED_TIME));
        user.get("/api/auth/session");
        assertThat(redis.hget(key, SessionFields.LAST_ACCESSED_TIME)).isEqualTo(recent);
        long hourAgo = Long.parseLong(recent) - 3_600_000;
        redis.hset(key, SessionFields.LAST_ACCESSED_TIME, Long.toString(hourAgo));

        user.get("/api/auth/session");

        await().untilAsserted(() -> assertThat(Long.parseLong(redis.hget(key, SessionFields.LAST_ACCESSED_TIME)))
                .isGreaterThanOrEqualTo(Long.parseLong(recent)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%",
                "AAAA",
                "ZXhwaXJlczphYmM=",
                "4oCL4oCL",
                "a;b",
                "MDEyMzQ1NjctODlhYi1jZGVmLTAxMjMtNDU2Nzg5YWJjZGVm"
            })
    void takesNoForgedCookieForASession(String cookie) {
        ApiClient client = api.client();
        client.useCookie(cookie);

        assertProblem(client.get("/api/auth/session"), 401, "UNAUTHORIZED");
    }

    @Test
    void neverReadsAnotherKeyOfTheNamespaceAsASession() {
        ApiClient user = api.client().registered("Max");
        ApiClient client = api.client();
        client.useCookie(
                Base64.getEncoder().encodeToString(("expires:" + user.sessionId()).getBytes(StandardCharsets.UTF_8)));

        assertProblem(client.get("/api/auth/session"), 401, "UNAUTHORIZED");
    }

    private static String json(Object value) {
        return tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(value);
    }

    private static void assertProblem(ApiClient.Answer answer, int status, String code) {
        Problems.assertProblem(answer, status, code);
    }
}
