package io.syncscript.api;

import static io.syncscript.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.syncscript.local.data.RealServers;
import io.syncscript.local.data.RedisServer;
import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.session.SessionCodec;
import io.syncscript.model.session.SessionDigest;
import io.syncscript.model.session.SessionEnded;
import io.syncscript.model.session.SessionFields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All sessions of a user end: by logging out everywhere, and by a change of the password. */
class AllSessionsIT {
    private static final String OLD = "correct horse";
    private static final String NEW = "battery staple";

    private final RunningApi api = RunningApi.shared();
    private final ApiClient user = api.client().registered("Una");
    private final ApiClient elsewhere = loggedIn(OLD);
    private final ApiClient stranger = api.client().registered("Sam");

    @Test
    void endsEverySessionOfTheUserAndNoOther() {
        List<String> ids = List.of(user.sessionId(), elsewhere.sessionId());
        List<String> cookies = cookies();
        RedisClient client = RedisClient.create(RealServers.redis().url());
        try (StatefulRedisPubSubConnection<String, String> subscription = client.connectPubSub();
                StatefulRedisConnection<String, String> redis = client.connect()) {
            List<SessionEnded> heard = listen(subscription);

            ApiClient.Answer answer = user.post("/api/auth/logout-everywhere", Map.of());

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Set-Cookie")).startsWith("SESSION=;");
            await().until(() -> heard.stream().anyMatch(end -> end.userId().equals(user.userId())));
            assertThat(heard.stream()
                            .filter(end -> end.userId().equals(user.userId()))
                            .flatMap(end -> end.digests().stream()))
                    .containsExactlyInAnyOrderElementsOf(
                            ids.stream().map(SessionDigest::hex).toList());
            assertThat(ids).noneMatch(id -> redis.sync().hexists(ChannelNames.sessionKey(id), SessionFields.PRINCIPAL));
        } finally {
            client.shutdown();
        }
        assertThat(cookies).allSatisfy(this::assertIsOver);
        assertThat(stranger.get("/api/auth/session").status()).isEqualTo(200);
        assertThat(loggedIn(OLD).get("/api/auth/session").status()).isEqualTo(200);
    }

    @Test
    void changesThePasswordAndLeavesTheCallerWithANewSession() {
        List<String> cookies = cookies();

        ApiClient.Answer answer = change(OLD, NEW);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        assertThat(user.cookie()).isNotIn(cookies);
        assertThat(user.get("/api/auth/session").text("userId")).isEqualTo(user.userId());
        assertThat(cookies).allSatisfy(this::assertIsOver);
        assertProblem(logIn(OLD), 401, "INVALID_CREDENTIALS");
        assertThat(logIn(NEW).status()).isEqualTo(200);
        assertThat(stranger.get("/api/auth/session").status()).isEqualTo(200);
    }

    @Test
    void changesNothingWhereTheCurrentPasswordIsWrong() {
        ApiClient.Answer answer = change("wrong horse", NEW);

        assertProblem(answer, 403, "WRONG_PASSWORD");
        assertThat(answer.header("Set-Cookie")).isNull();
        assertThat(elsewhere.get("/api/auth/session").status()).isEqualTo(200);
        assertThat(logIn(OLD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"currentPassword\":\"correct horse\"}', newPassword",
        "'{\"currentPassword\":\"correct horse\",\"newPassword\":\"short\"}', newPassword",
        "'{\"newPassword\":\"battery staple\"}', currentPassword",
    })
    void namesTheFieldThatBreaksARule(String body, String field) {
        ApiClient.Answer answer = user.send("PUT", "/api/auth/password", body, Map.of());

        assertProblem(answer, 400, "VALIDATION_FAILED");
        assertThat(answer.json().path("errors").findValuesAsString("field")).containsExactly(field);
    }

    @Test
    void limitsGuessesAsItLimitsThoseOfLogins() {
        List<Integer> statuses = Stream.generate(
                        () -> change("wrong horse", NEW).status())
                .limit(12)
                .toList();

        assertThat(statuses).startsWith(403, 403).endsWith(429);
        assertProblem(change(OLD, NEW), 429, "RATE_LIMITED");
    }

    @RepeatedTest(5)
    void leavesNoSessionOfALoginWithTheOldPassword() {
        List<CompletableFuture<ApiClient>> logins = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> {
                            ApiClient client = api.client();
                            client.post("/api/auth/login", Map.of("email", user.email(), "password", OLD));
                            return client;
                        },
                        Thread::startVirtualThread))
                .limit(4)
                .toList();

        assertThat(change(OLD, NEW).status()).isEqualTo(204);

        for (CompletableFuture<ApiClient> login : logins) {
            assertProblem(login.join().get("/api/auth/session"), 401, "UNAUTHORIZED");
        }
    }

    @Test
    void isDoneWithoutRedisAndStaysDoneWhenRedisStillHasTheSessions() throws Exception {
        try (RedisServer redis = RedisServer.start(0, null);
                RunningApi frozen = RunningApi.start(RealServers.newDatabase(), redis, Map.of())) {
            ApiClient owner = frozen.client().registered("Olga");
            ApiClient other = frozen.client();
            other.post("/api/auth/login", Map.of("email", owner.email(), "password", OLD));
            String before = owner.cookie();
            signal("STOP", redis);
            try {
                assertThat(owner.send("PUT", "/api/auth/password", passwords(OLD, NEW), Map.of())
                                .status())
                        .isEqualTo(204);
                assertProblem(other.get("/api/auth/session"), 401, "UNAUTHORIZED");
            } finally {
                signal("CONT", redis);
            }

            ApiClient old = frozen.client();
            old.useCookie(before);
            await().during(Duration.ofSeconds(2))
                    .until(() -> other.get("/api/auth/session").status() == 401
                            && old.get("/api/auth/session").status() == 401
                            && owner.get("/api/auth/session").status() == 200);
        }
    }

    /** Each process has a Redis of its own, as if the network were parted. */
    @Test
    void isKnownWithinASecondToAProcessThatIsToldByNobody() {
        String database = RealServers.newDatabase();
        try (RedisServer redis = RedisServer.start(0, null);
                RunningApi here = RunningApi.start(database, RealServers.redis(), Map.of());
                RunningApi there = RunningApi.start(database, redis, Map.of())) {
            ApiClient owner = here.client().registered("Olga");
            ApiClient same = there.client();
            same.useCookie(owner.cookie());
            assertThat(same.get("/api/auth/session").status()).isEqualTo(200);

            assertThat(owner.post("/api/auth/logout-everywhere", Map.of()).status())
                    .isEqualTo(204);

            await().atMost(Duration.ofSeconds(2))
                    .until(() -> same.get("/api/auth/session").status() == 401);
        }
    }

    private List<String> cookies() {
        return Stream.of(user, elsewhere).map(ApiClient::cookie).toList();
    }

    private ApiClient loggedIn(String password) {
        ApiClient client = api.client();
        client.post("/api/auth/login", Map.of("email", user.email(), "password", password));
        return client;
    }

    private ApiClient.Answer logIn(String password) {
        return api.client().post("/api/auth/login", Map.of("email", user.email(), "password", password));
    }

    private ApiClient.Answer change(String current, String changed) {
        return user.send("PUT", "/api/auth/password", passwords(current, changed), Map.of());
    }

    private static String passwords(String current, String changed) {
        return "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, changed);
    }

    private void assertIsOver(String cookie) {
        ApiClient client = api.client();
        client.useCookie(cookie);
        assertProblem(client.get("/api/auth/session"), 401, "UNAUTHORIZED");
    }

    private static List<SessionEnded> listen(StatefulRedisPubSubConnection<String, String> subscription) {
        List<SessionEnded> heard = new CopyOnWriteArrayList<>();
        subscription.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                heard.add(SessionCodec.decodeEnded(message.getBytes(StandardCharsets.UTF_8)));
            }
        });
        subscription.sync().subscribe(ChannelNames.SESSION_ENDED);
        return heard;
    }

    private static void signal(String name, RedisServer server) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(server.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
