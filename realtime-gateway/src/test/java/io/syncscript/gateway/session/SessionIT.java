package io.syncscript.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayExtension;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.gateway.TestUser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(GatewayExtension.class)
class SessionIT {
    private final RunningGateway gateway;
    private final GatewayRedis redis;
    private final TestUser user;

    SessionIT(RunningGateway gateway, GatewayDatabase database, GatewayRedis redis) {
        this.gateway = gateway;
        this.redis = redis;
        this.user = database.user("Una User");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void letsALiveSessionIn(String transport) {
        try (TestClient client = TestClient.connected(gateway.uri(), redis.login(user), transport)) {
            assertThat(client.isConnected()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource
    void refusesACookieThatIsNoSession(Map<String, String> headers) {
        try (TestClient client = TestClient.of(gateway.uri(), headers)) {
            assertRefused(client, "UNAUTHORIZED");
        }
    }

    static Stream<Map<String, String>> refusesACookieThatIsNoSession() {
        return Stream.of(
                Map.of(),
                Map.of("Cookie", "SESSION="),
                Map.of("Cookie", "SESSION=%%%"),
                Map.of("Cookie", "other=1"),
                Map.of("Cookie", GatewayRedis.cookie("forged")),
                Map.of("Cookie", GatewayRedis.cookie("x\r\nDEL y")));
    }

    @Test
    void refusesASessionThatExpiredThoughItsDataIsStillThere() {
        String session = redis.login(user, Instant.now().minusSeconds(61), Duration.ofMinutes(1));
        try (TestClient client = TestClient.of(gateway.uri(), Map.of("Cookie", GatewayRedis.cookie(session)))) {
            assertRefused(client, "UNAUTHORIZED");
        }
    }

    @Test
    void letsASessionInThatNeverExpires() {
        String session = redis.login(user, Instant.EPOCH, Duration.ofSeconds(-1));
        TestClient.connected(gateway.uri(), session).close();
    }

    @Test
    void endsTheSocketsOfASessionThatEndedAndNoOthers() {
        String ended = redis.login(user);
        String other = redis.login(user);
        try (TestClient first = TestClient.connected(gateway.uri(), ended);
                TestClient second = TestClient.connected(gateway.uri(), ended);
                TestClient third = TestClient.connected(gateway.uri(), other)) {
            redis.publishEnd(user, ended);

            for (TestClient client : List.of(first, second)) {
                assertThat(client.next("disconnect").stringValue()).isEqualTo("io server disconnect");
                assertThat(client.next("error").get("code").stringValue()).isEqualTo("SESSION_ENDED");
                assertThat(client.next("error").get("message").stringValue()).isEqualTo("Session ended");
            }
            assertThat(third.ask("ping").get("ok").booleanValue()).isTrue();
        }
    }

    @Test
    void findsAnExpiredSessionByItself() {
        String session = redis.login(user);
        try (TestClient client = TestClient.connected(gateway.uri(), session)) {
            redis.age(session, Duration.ofHours(1));

            assertThat(client.next("error").get("code").stringValue()).isEqualTo("SESSION_EXPIRED");
            assertThat(client.next("disconnect").stringValue()).isEqualTo("io server disconnect");
        }
    }

    @Test
    void findsADeletedSessionByItself() {
        String session = redis.login(user);
        try (TestClient client = TestClient.connected(gateway.uri(), session)) {
            redis.delete(session);

            assertThat(client.next("error").get("code").stringValue()).isEqualTo("SESSION_ENDED");
        }
    }

    @Test
    void skipsAnEndThatIsMalformed() {
        String session = redis.login(user);
        try (TestClient client = TestClient.connected(gateway.uri(), session)) {
            redis.publishSessionEnd("no json".getBytes(StandardCharsets.UTF_8));
            redis.publishSessionEnd("{}".getBytes(StandardCharsets.UTF_8));
            redis.publishEnd(user, session);

            assertThat(client.next("error").get("code").stringValue()).isEqualTo("SESSION_ENDED");
        }
    }

    private void assertRefused(TestClient client, String code) {
        int before = gateway.connectionCount();
        client.connect();
        assertThat(client.next("connect_error").get("message").stringValue()).isEqualTo(code);
        assertThat(client.next("connect_error").get("data").get("code").stringValue())
                .isEqualTo(code);
        assertThat(client.isConnected()).isFalse();
        client.close();
        await().until(() -> gateway.connectionCount() <= before);
    }
}
