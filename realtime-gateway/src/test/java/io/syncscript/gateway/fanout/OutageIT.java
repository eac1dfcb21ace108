package io.syncscript.gateway.fanout;

import static io.syncscript.gateway.TestClient.object;
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
import io.syncscript.model.event.VaultMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Redis that stops and starts, starts late, and carries what it should not; PostgreSQL that goes. */
class OutageIT {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final GatewayDatabase database = GatewayDatabase.create();
    private final TestUser owner = database.user("Olivia Owner");
    private final String vault = database.vault();
    private RedisServer redisServer;

    @BeforeEach
    void startRedis() {
        database.member(vault, owner, VaultRole.OWNER);
        redisServer = RedisServer.start(0, null);
    }

    @AfterEach
    void stopRedis() {
        redisServer.close();
    }

    @Test
    void joinedClientsReceiveWhileRedisIsAwayAndOverRedisWhenItIsBack() {
        String session;
        try (RunningGateway gateway = RunningGateway.start(database, redisServer.url())) {
            try (GatewayRedis redis = new GatewayRedis(redisServer.url())) {
                session = redis.login(owner);
            }
            try (TestClient client = TestClient.connected(gateway.uri(), session)) {
                client.join(vault);
                redisServer.stop();

                database.addSource(vault, owner, "a");
                String sourceId = sourceId(database.addSource(vault, owner, "b"));
                client.awaitRevisions(1L, 2L);
                client.ask("source:updated", object("vaultId", vault, "sourceId", sourceId));
                assertThat(client.next("source:updated").get("announced").booleanValue())
                        .isTrue();
                assertThat(client.join(vault).get("ok").booleanValue()).isTrue();
                assertThat(client.isConnected()).isTrue();

                redisServer.restart();
                try (GatewayRedis redis = new GatewayRedis(redisServer.url())) {
                    await().atMost(LONG).until(() -> redis.subscribers(vault) == 1);
                    redis.publish(database.addSource(vault, owner, "c"));
                    client.awaitRevisions(1L, 2L, 3L);
                }
            }
        }
    }

    @Test
    void sessionsCannotBeCheckedWhileRedisIsAwayAndNobodyIsEndedForIt() {
        try (RunningGateway gateway =
                RunningGateway.start(database, redisServer.url(), "syncscript.session.check-interval=100ms")) {
            String session;
            try (GatewayRedis redis = new GatewayRedis(redisServer.url())) {
                session = redis.login(owner);
            }
            try (TestClient client = TestClient.connected(gateway.uri(), session)) {
                redisServer.stop();
                Map<String, String> cookie = Map.of("Cookie", GatewayRedis.cookie(session));
                try (TestClient late = TestClient.of(gateway.uri(), cookie)) {
                    late.connect();
                    JsonNode refusal = late.next("connect_error");
                    assertThat(refusal.get("message").stringValue()).isEqualTo("AUTHENTICATION_FAILED");
                    assertThat(refusal.get("data").get("code").stringValue()).isEqualTo("AUTHENTICATION_FAILED");
                }
                assertThat(client.ask("ping").get("ok").booleanValue()).isTrue();
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    void startsWithoutRedisAndServesWhenItComes() {
        redisServer.stop();
        try (RunningGateway gateway = RunningGateway.start(database, redisServer.url())) {
            redisServer.restart();
            try (GatewayRedis redis = new GatewayRedis(redisServer.url())) {
                Map<String, String> cookie = Map.of("Cookie", GatewayRedis.cookie(redis.login(owner)));
                await().atMost(LONG).until(() -> connects(gateway, cookie));
                try (TestClient client = TestClient.of(gateway.uri(), cookie)) {
                    client.connect();
                    client.join(vault);
                    await().atMost(LONG).until(() -> redis.subscribers(vault) == 1);
                    redis.publish(database.addSource(vault, owner, "a"));
                    client.awaitRevisions(1L);
                }
            }
        }
    }

    @Test
    void skipsMessagesThatAreMalformedOrOfAnotherVault() {
        String otherVault = database.vault();
        try (RunningGateway gateway = RunningGateway.start(database, redisServer.url());
                GatewayRedis redis = new GatewayRedis(redisServer.url());
                TestClient client = TestClient.connected(gateway.uri(), redis.login(owner))) {
            client.join(vault);
            await().until(() -> redis.subscribers(vault) == 1);
            VaultMessage first = database.addSource(vault, owner, "a");
            VaultMessage foreign = database.addSource(otherVault, owner, "foreign");

            redis.publish(vault, "no json".getBytes(StandardCharsets.UTF_8));
            redis.publish(vault, new byte[] {(byte) 0xff, 0, 1});
            redis.publish(vault, "{}".getBytes(StandardCharsets.UTF_8));
            redis.publish(vault, "{\"vaultId\":7,\"revision\":\"x\"}".getBytes(StandardCharsets.UTF_8));
            redis.publish(vault, io.syncscript.model.event.VaultEventCodec.encode(foreign));
            redis.publish(first);
            redis.publish(first);
            redis.publish(database.addSource(vault, owner, "b"));

            client.awaitRevisions(1L, 2L);
            assertThat(client.payloads("source:created"))
                    .allMatch(payload -> payload.get("vaultId").stringValue().equals(vault));
        }
    }

    @Test
    void saysUnavailableWhilePostgresIsAwayAndStaysConnected() {
        PostgresServer postgres = PostgresServer.start(0, null);
        GatewayDatabase going = GatewayDatabase.on(postgres.database("going"));
        TestUser member = going.user("Mia Member");
        String goingVault = going.vault();
        going.member(goingVault, member, VaultRole.OWNER);
        try (RunningGateway gateway = RunningGateway.start(
                        going, redisServer.url(), "spring.datasource.hikari.connection-timeout=500");
                GatewayRedis redis = new GatewayRedis(redisServer.url());
                TestClient client = TestClient.connected(gateway.uri(), redis.login(member))) {
            client.join(goingVault);
            await().until(() -> redis.subscribers(goingVault) == 1);
            VaultMessage committed = going.addSource(goingVault, member, "last");
            client.awaitRevisions(1L);
            postgres.close();

            JsonNode ack = client.ask("vault:join", goingVault);
            assertThat(ack.get("error").get("code").stringValue()).isEqualTo("UNAVAILABLE");
            redis.publish(GatewayDatabase.following(committed));

            client.awaitRevisions(1L, 2L);
            assertThat(client.isConnected()).isTrue();
        }
    }

    private static String sourceId(VaultMessage created) {
        return JsonMapper.shared()
                .readTree(created.payload())
                .get("source")
                .get("id")
                .stringValue();
    }

    private static boolean connects(RunningGateway gateway, Map<String, String> headers) {
        try (TestClient client = TestClient.of(gateway.uri(), headers)) {
            client.connect();
            await().until(() -> !client.names().isEmpty());
            return client.isConnected();
        }
    }
}
