package io.syncscript.gateway.room;

import static io.syncscript.gateway.TestClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.ConnectedOwner;
import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.gateway.TestUser;
import io.syncscript.model.access.VaultRole;
import java.util.List;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JoinIT extends ConnectedOwner {
    JoinIT(RunningGateway gateway, GatewayDatabase database, GatewayRedis redis) {
        super(gateway, database, redis);
    }

    @Test
    void answersWithTheEventAndTheAcknowledgement() {
        database.addSource(vault, owner, "a");

        JsonNode ack = client.join(vault);

        JsonNode joined = client.next("vault:joined");
        assertThat(joined.get("vaultId").stringValue()).isEqualTo(vault);
        assertThat(joined.get("role").stringValue()).isEqualTo("owner");
        assertThat(joined.get("revision").longValue()).isEqualTo(1);
        assertThat(joined.get("recovered").booleanValue()).isTrue();
        assertThat(ack.get("ok").booleanValue()).isTrue();
        assertThat(ack.get("revision")).isEqualTo(joined.get("revision"));
        assertThat(ack.get("role")).isEqualTo(joined.get("role"));
    }

    @Test
    void takesTheVaultInAnObjectToo() {
        client.emit("vault:join", object("vaultId", vault));

        assertThat(client.next("vault:joined").get("vaultId").stringValue()).isEqualTo(vault);
    }

    @Test
    void refusesAnOutsider() {
        TestUser outsider = database.user("Otto Outsider");
        try (TestClient stranger = TestClient.connected(gateway.uri(), redis.login(outsider))) {
            JsonNode ack = stranger.join(vault);

            assertThat(stranger.next("error").get("message").stringValue()).isEqualTo("Access denied to vault");
            assertThat(stranger.next("error").get("code").stringValue()).isEqualTo("ACCESS_DENIED");
            assertThat(ack.get("ok").booleanValue()).isFalse();
            assertThat(ack.get("error").get("code").stringValue()).isEqualTo("ACCESS_DENIED");
            assertThat(ack.get("error").get("message").stringValue()).isEqualTo("Access denied to vault");

            redis.publish(database.addSource(vault, owner, "secret"));
            assertThat(stranger.ask("ping").get("ok").booleanValue()).isTrue();
            assertThat(stranger.revisions()).isEmpty();
        }
    }

    @Test
    void answersForAnUnknownVaultAsForAForeignOne() {
        JsonNode ack = client.join(GatewayDatabase.newId());

        assertThat(ack.get("error").get("code").stringValue()).isEqualTo("ACCESS_DENIED");
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNoVaultId(List<Object> args) {
        JsonNode ack = client.ask("vault:join", args.toArray());

        assertThat(ack.get("error").get("code").stringValue()).isEqualTo("INVALID_VAULT_ID");
        assertThat(client.next("error").get("message").stringValue()).isEqualTo("Invalid vault ID");
        assertThat(client.isConnected()).isTrue();
        assertThat(client.join(vault).get("ok").booleanValue()).isTrue();
    }

    static Stream<Arguments> refusesWhatIsNoVaultId() {
        return Stream.of(
                        List.<Object>of(),
                        List.<Object>of(""),
                        List.<Object>of("not-a-cuid"),
                        List.<Object>of("c' or '1'='1"),
                        List.<Object>of("c\u0000aaaaaaaaaaa"),
                        List.<Object>of("c" + "a".repeat(40)),
                        List.<Object>of(17),
                        List.<Object>of(1.5),
                        List.<Object>of(true),
                        List.<Object>of(JSONObject.NULL),
                        List.<Object>of(new JSONArray()),
                        List.<Object>of(new JSONObject()),
                        List.<Object>of(object("vaultId", 17)),
                        List.<Object>of(object("vaultId", JSONObject.NULL)),
                        List.<Object>of(object("vaultId", new JSONObject())),
                        List.<Object>of(new byte[] {1, 2, 3}))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNoRevision(Object revision) {
        JsonNode ack = client.ask("vault:join", object("vaultId", vault, "revision", revision));

        assertThat(ack.get("error").get("code").stringValue()).isEqualTo("INVALID_PAYLOAD");
        assertThat(client.next("error").get("code").stringValue()).isEqualTo("INVALID_PAYLOAD");
    }

    static Stream<Object> refusesWhatIsNoRevision() {
        return Stream.of(-1, 1.5, "1", true, 1e300, Long.MAX_VALUE, new JSONArray(), new JSONObject());
    }

    @Test
    void refusesMoreArgumentsThanOne() {
        assertThat(client.ask("vault:join", vault, 5).get("error").get("code").stringValue())
                .isEqualTo("INVALID_PAYLOAD");
        assertThat(client.ask("vault:leave", vault, 5).get("error").get("code").stringValue())
                .isEqualTo("INVALID_PAYLOAD");
    }

    @Test
    void ignoresAnUnknownEvent() {
        client.emit("vault:burn", vault);

        assertThat(client.ask("ping").get("ok").booleanValue()).isTrue();
        assertThat(client.payloads("error")).isEmpty();
    }

    @Test
    void answersPingByPong() {
        client.emit("ping");

        client.next("pong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "polling", "websocket"})
    void deliversEachEventToMembersExactlyOnce(String transport) {
        TestUser viewer = database.user("Vera Viewer");
        database.member(vault, viewer, VaultRole.VIEWER);
        String[] transports = transport.isEmpty() ? new String[0] : new String[] {transport};
        try (TestClient other = TestClient.connected(gateway.uri(), redis.login(viewer), transports)) {
            client.join(vault);
            assertThat(other.join(vault).get("role").stringValue()).isEqualTo("viewer");

            redis.publish(database.addSource(vault, owner, "a"));
            redis.publish(database.addSource(vault, owner, "b"));

            other.awaitRevisions(1L, 2L);
            client.awaitRevisions(1L, 2L);
            JsonNode created = other.payloads("source:created").getFirst();
            assertThat(created.get("source").get("title").stringValue()).isEqualTo("a");
            assertThat(created.get("actor").get("userName").stringValue()).isEqualTo("Olivia Owner");
            assertThat(created.get("actor").get("role").stringValue()).isEqualTo("owner");
            assertThat(created.get("vaultId").stringValue()).isEqualTo(vault);
        }
    }

    @Test
    void keepsVaultsApart() {
        String otherVault = database.vault();
        database.member(otherVault, owner, VaultRole.OWNER);
        client.join(vault);

        redis.publish(database.addSource(otherVault, owner, "elsewhere"));
        redis.publish(database.addSource(vault, owner, "here"));

        client.awaitRevisions(1L);
        assertThat(client.payloads("source:created").getFirst().get("vaultId").stringValue())
                .isEqualTo(vault);
    }

    @Test
    void deliversNothingAfterALeave() {
        client.join(vault);
        assertThat(client.ask("vault:leave", vault).get("ok").booleanValue()).isTrue();

        redis.publish(database.addSource(vault, owner, "a"));
        database.addSource(vault, owner, "b");

        assertThat(client.join(vault).get("revision").longValue()).isEqualTo(2);
        assertThat(client.revisions()).isEmpty();
    }

    @Test
    void answersRequestsInTheirOrderWithoutBeingWaitedFor() {
        client.emit("vault:join", vault);
        assertThat(client.ask("vault:leave", vault).get("ok").booleanValue()).isTrue();
        assertThat(client.names()).contains("vault:joined");

        redis.publish(database.addSource(vault, owner, "a"));

        assertThat(client.join(vault).get("revision").longValue()).isEqualTo(1);
        assertThat(client.revisions()).isEmpty();
    }

    @Test
    void letsNobodyInWhoLeftBeforeTheAnswer() {
        database.whileMembershipsHang(() -> {
            client.emit("vault:join", vault);
            await().until(() -> database.hangingLookUps() == 1);
            client.close();
            await().until(() -> gateway.connectionCount() == 0);
        });

        try (TestClient other = TestClient.connected(gateway.uri(), redis.login(owner))) {
            other.join(vault);
            await().until(() -> redis.subscribers(vault) == 1);
        }
        await().until(() -> redis.subscribers(vault) == 0);
    }

    @Test
    void leavingAVaultThatWasNotJoinedIsASilentSuccess() {
        assertThat(client.ask("vault:leave", object("vaultId", vault)).get("ok").booleanValue())
                .isTrue();
        assertThat(client.ask("vault:leave", 7).get("error").get("code").stringValue())
                .isEqualTo("INVALID_VAULT_ID");
    }

    @Test
    void subscribesForTheFirstMemberAndUnsubscribesAfterTheLast() {
        client.join(vault);
        await().until(() -> redis.subscribers(vault) == 1);

        client.ask("vault:leave", vault);
        await().until(() -> redis.subscribers(vault) == 0);

        client.join(vault);
        await().until(() -> redis.subscribers(vault) == 1);
        client.close();
        await().until(() -> redis.subscribers(vault) == 0);
    }

    @Test
    void joiningAgainSaysWhereTheSocketStandsAndChangesNothing() {
        client.join(vault);
        redis.publish(database.addSource(vault, owner, "a"));
        client.awaitRevisions(1L);

        assertThat(client.join(vault).get("revision").longValue()).isEqualTo(1);
        redis.publish(database.addSource(vault, owner, "b"));

        client.awaitRevisions(1L, 2L);
    }

    @Test
    void limitsTheRoomsOfASocket() {
        List<String> vaults = Stream.generate(database::vault).limit(101).toList();
        vaults.forEach(id -> database.member(id, owner, VaultRole.OWNER));
        vaults.subList(0, 100).forEach(client::join);

        JsonNode ack = client.join(vaults.getLast());

        assertThat(ack.get("error").get("code").stringValue()).isEqualTo("RATE_LIMITED");
        client.ask("vault:leave", vaults.getFirst());
        assertThat(client.join(vaults.getLast()).get("ok").booleanValue()).isTrue();
    }
}
