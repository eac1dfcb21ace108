package io.syncscript.gateway.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayExtension;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.local.data.RealServers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a client is told that wants too much, from an address that is not trusted. */
@ExtendWith(GatewayExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuotaIT {
    private static final int MESSAGES = 20;

    private final GatewayDatabase database;
    private final GatewayRedis redis;
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init") // the gateway is started before the tests
    QuotaIT(GatewayDatabase database, GatewayRedis redis) {
        this.database = database;
        this.redis = redis;
    }

    @BeforeAll
    void start() {
        gateway = RunningGateway.start(
                database,
                RealServers.redis().url(),
                "syncscript.quota.trusted-proxies=",
                "syncscript.quota.connections-per-user=1",
                "syncscript.quota.messages-per-second=1",
                "syncscript.quota.message-burst=" + MESSAGES);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void tellsAUserWithTooManySockets() {
        String session = redis.login(database.user("Una User"));
        try (TestClient first = TestClient.connected(gateway.uri(), session);
                TestClient second = TestClient.of(gateway.uri(), Map.of("Cookie", GatewayRedis.cookie(session)))) {
            second.connect();
            JsonNode error = second.next("connect_error");
            assertThat(error.path("message").asString()).isEqualTo("RATE_LIMITED");
            assertThat(error.path("data").path("code").asString()).isEqualTo("RATE_LIMITED");
            assertThat(first.isConnected()).isTrue();
        }
    }

    @Test
    void tellsAClientThatEmitsTooFastAndEndsTheOneThatGoesOn() {
        String session = redis.login(database.user("Fred Flooder"));
        try (TestClient client = TestClient.connected(gateway.uri(), session, "websocket")) {
            for (int i = 0; i < MESSAGES + 5; i++) {
                client.emit("ping");
            }
            JsonNode error = client.next("error");
            assertThat(error.path("code").asString()).isEqualTo("RATE_LIMITED");
            assertThat(error.path("details").path("event").asString()).isEqualTo("ping");
            assertThat(client.ask("ping").path("error").path("code").asString()).isEqualTo("RATE_LIMITED");
            for (int i = 0; i < MESSAGES; i++) {
                client.emit("ping");
            }
            await().until(() -> !client.isConnected());
        }
    }
}
