package io.syncscript.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.gateway.TestUser;
import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.data.RedisServer;
import io.syncscript.model.access.VaultRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Redis answers and does not have a session that PostgreSQL has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostSessionIT {
    private static final Duration HOUR = Duration.ofHours(1);

    private final PostgresServer postgres = PostgresServer.start(0, null);
    private final RedisServer redisServer = RedisServer.start(0, null);
    private final GatewayDatabase database = GatewayDatabase.on(postgres.database("sessions"));
    private final TestUser user = database.user("Una User");
    private final RunningGateway gateway = RunningGateway.start(
            database,
            redisServer.url(),
            "syncscript.session.check-interval=200ms",
            "syncscript.session.lookup-timeout=700ms");
    private final GatewayRedis redis = new GatewayRedis(redisServer.url());

    @AfterAll
    void stop() {
        redis.close();
        gateway.close();
        redisServer.close();
        postgres.close();
    }

    @Test
    void letsASessionInThatOnlyPostgresHasAndDoesNotExtendIt() {
        String session = database.session(user, HOUR);
        String row = database.sessionRow(session);
        String vault = database.vault();
        database.member(vault, user, VaultRole.OWNER);

        try (TestClient client = TestClient.connected(gateway.uri(), session)) {
            assertThat(client.join(vault).get("role").stringValue()).isEqualTo("owner");
            staysConnected(client);
        }
        assertThat(database.sessionRow(session)).isEqualTo(row);
    }

    @Test
    void refusesASessionThatNeitherHasOrThatIsOver() {
        String ended = database.session(user, HOUR);
        database.endSession(ended);
        String expired = database.session(user, Duration.ofSeconds(-1));

        Stream.of(ended, expired, UUID.randomUUID().toString())
                .forEach(session -> assertThat(refusal(session)).isEqualTo("UNAUTHORIZED"));
    }

    @Test
    void keepsTheSocketsOfSessionsThatRedisLost() {
        String session = redis.login(user);
        database.storeSession(session, user, HOUR);
        try (TestClient client = TestClient.connected(gateway.uri(), session)) {
            redis.delete(session);

            staysConnected(client);

            redis.publishEnd(user, session);
            assertThat(client.next("error").get("code").stringValue()).isEqualTo("SESSION_ENDED");
        }
    }

    @Test
    void keepsTheSocketsWhenRedisComesBackEmpty() {
        String session = redis.login(user);
        database.storeSession(session, user, HOUR);
        try (TestClient client = TestClient.connected(gateway.uri(), session)) {
            redisServer.stop();
            redisServer.restart();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> refusal(UUID.randomUUID().toString()).equals("UNAUTHORIZED"));

            staysConnected(client);
            TestClient.connected(gateway.uri(), session).close();
        }
    }

    @Test
    void endsTheSocketsOfASessionThatEndedWhereNoMessageSaidSo() {
        String ended = database.session(user, HOUR);
        String expired = database.session(user, HOUR);
        try (TestClient first = TestClient.connected(gateway.uri(), ended);
                TestClient second = TestClient.connected(gateway.uri(), expired)) {
            database.endSession(ended);
            database.expireSession(expired);

            assertThat(first.next("error").get("code").stringValue()).isEqualTo("SESSION_ENDED");
            assertThat(second.next("error").get("code").stringValue()).isEqualTo("SESSION_EXPIRED");
        }
    }

    @Test
    void endsNobodyAndLetsNobodyInWhilePostgresDoesNotAnswer() {
        String session = redis.login(user);
        String known = redis.login(user);
        try (TestClient client = TestClient.connected(gateway.uri(), session)) {
            database.whileSessionsHang(() -> {
                redis.delete(session);

                long start = System.nanoTime();
                assertThat(refusal(session)).isEqualTo("AUTHENTICATION_FAILED");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
                TestClient.connected(gateway.uri(), known).close();
                staysConnected(client);
            });

            assertThat(client.next("error").get("code").stringValue()).isEqualTo("SESSION_ENDED");
        }
    }

    @Test
    void leavesTheConnectionsOfEventsAloneHoweverManyComeWithMadeUpSessions() {
        String vault = database.vault();
        database.member(vault, user, VaultRole.OWNER);
        try (TestClient client = TestClient.connected(gateway.uri(), redis.login(user))) {
            database.whileSessionsHang(() -> {
                List<TestClient> strangers = Stream.generate(
                                () -> stranger(UUID.randomUUID().toString()))
                        .limit(20)
                        .toList();
                strangers.forEach(TestClient::connect);

                assertThat(client.join(vault).get("ok").booleanValue()).isTrue();
                database.addSource(vault, user, "a");
                client.awaitRevisions(1L);
                strangers.forEach(TestClient::close);
            });
        }
    }

    private String refusal(String session) {
        try (TestClient client = stranger(session)) {
            client.connect();
            JsonNode error = client.next("connect_error");
            return error.get("message").stringValue();
        }
    }

    private TestClient stranger(String session) {
        return TestClient.of(gateway.uri(), Map.of("Cookie", GatewayRedis.cookie(session)));
    }

    /** Through several checks. */
    private static void staysConnected(TestClient client) {
        await().during(Duration.ofMillis(700))
                .atMost(Duration.ofSeconds(10))
                .until(() -> client.isConnected() && client.payloads("error").isEmpty());
    }
}
