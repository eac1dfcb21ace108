package io.syncscript.gateway.lifecycle;

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
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway that loses one store, the other, or both, for longer than it serves without any. */
class IsolationIT {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration LONGER = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PostgresServer postgres = PostgresServer.start(0, null);
    private final RedisServer redisServer = RedisServer.start(0, null);
    private final GatewayDatabase database = GatewayDatabase.on(postgres.database("isolated"));
    private final TestUser owner = database.user("Olivia Owner");
    private final String vault = database.vault();
    private final GatewayRedis redis = new GatewayRedis(redisServer.url());
    private final String session = redis.login(owner);
    private final RunningGateway gateway = RunningGateway.start(
            database,
            redisServer.url(),
            "syncscript.isolation.limit=" + LIMIT.toMillis() + "ms",
            "syncscript.canary.interval=500ms",
            "syncscript.canary.timeout=500ms",
            "spring.datasource.hikari.connection-timeout=500",
            "spring.datasource.hikari.data-source-properties.socketTimeout=1");
    private final TestClient client = TestClient.connected(gateway.uri(), session);
    private VaultMessage last;

    @BeforeEach
    void join() {
        database.member(vault, owner, VaultRole.OWNER);
        database.storeSession(session, owner, Duration.ofHours(1));
        client.join(vault);
        await().atMost(PATIENCE).until(() -> redis.subscribers(vault) == 1 && gateway.isReady());
        last = database.addSource(vault, owner, "before");
        redis.publish(last);
        client.awaitRevisions(1L);
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
        redis.close();
        redisServer.close();
        postgres.close();
    }

    @Test
    void sendsItsSocketsAwayWithoutBothStores() {
        long cutAt = System.nanoTime();
        redisServer.stop();
        postgres.stop();

        await().atMost(PATIENCE).until(() -> !client.isConnected());

        Duration after = Duration.ofNanos(System.nanoTime() - cutAt);
        assertThat(after).isBetween(LIMIT.minusMillis(1_600), LIMIT.plusSeconds(4));
        assertThat(client.next("error").get("code").stringValue()).isEqualTo("UNAVAILABLE");
        assertThat(client.next("disconnect").stringValue()).startsWith("transport ");
        assertThat(client.names().indexOf("error")).isLessThan(client.names().indexOf("disconnect"));
        assertThat(gateway.isReady()).isFalse();
        assertThat(gateway.isAlive()).isTrue();
        assertThat(refusal()).isEqualTo("AUTHENTICATION_FAILED");
    }

    @Test
    void servesAgainByItselfWhenOneOfThemIsBack() {
        redisServer.freeze();
        try {
            postgres.stop();

            await().atMost(PATIENCE).until(() -> !client.isConnected());

            assertThat(client.next("error").get("code").stringValue()).isEqualTo("UNAVAILABLE");
            assertThat(refusal()).isEqualTo("AUTHENTICATION_FAILED");
        } finally {
            redisServer.thaw();
        }
        await().atMost(PATIENCE).until(gateway::isReady);
        try (TestClient back = TestClient.connected(gateway.uri(), session)) {
            assertThat(back.ask("ping").get("ok").booleanValue()).isTrue();
            assertThat(back.join(vault).at("/error/code").stringValue()).isEqualTo("UNAVAILABLE");
        }
    }

    @Test
    void deliversOnWithoutPostgresAndSeesOutWhoIsRemoved() {
        VaultMessage removal = database.removeMember(vault, owner, owner);
        VaultMessage secret = GatewayDatabase.following(removal);
        postgres.stop();
        await().during(LONGER).atMost(PATIENCE).until(client::isConnected);

        redis.publish(removal);
        redis.publish(secret);

        client.next("member:removed");
        assertThat(client.ask("ping").get("ok").booleanValue()).isTrue();
        assertThat(client.revisions()).containsExactly(1L, removal.revision());
        assertThat(gateway.isReady()).isTrue();
    }

    @Test
    void deliversOnWithoutRedis() {
        redisServer.stop();
        await().during(LONGER).atMost(PATIENCE).until(client::isConnected);

        VaultMessage unpublished = database.addSource(vault, owner, "unpublished");

        client.awaitRevisions(1L, unpublished.revision());
    }

    private String refusal() {
        try (TestClient stranger = TestClient.of(gateway.uri(), Map.of("Cookie", GatewayRedis.cookie(session)))) {
            stranger.connect();
            return stranger.next("connect_error").get("message").stringValue();
        }
    }
}
