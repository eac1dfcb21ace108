package io.syncscript.gateway.room;

import static io.syncscript.gateway.TestClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayExtension;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.gateway.TestUser;
import io.syncscript.model.access.VaultRole;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(GatewayExtension.class)
class AnnouncementIT {
    private final RunningGateway gateway;
    private final GatewayDatabase database;
    private final GatewayRedis redis;
    private final TestUser owner;
    private final TestUser viewer;
    private final String vault;
    private TestClient announcer;
    private TestClient listener;

    AnnouncementIT(RunningGateway gateway, GatewayDatabase database, GatewayRedis redis) {
        this.gateway = gateway;
        this.database = database;
        this.redis = redis;
        this.owner = database.user("Olivia Owner");
        this.viewer = database.user("Vera Viewer");
        this.vault = database.vault();
    }

    @BeforeEach
    void join() {
        database.member(vault, owner, VaultRole.OWNER);
        database.member(vault, viewer, VaultRole.VIEWER);
        announcer = TestClient.connected(gateway.uri(), redis.login(owner));
        listener = TestClient.connected(gateway.uri(), redis.login(viewer));
        announcer.join(vault);
        listener.join(vault);
    }

    @AfterEach
    void disconnect() {
        announcer.close();
        listener.close();
    }

    @Test
    void refusesWhoWasDemotedOrRemovedThoughNoEventHasSaidSoYet() {
        String sourceId = addSource();
        Object claim = object("vaultId", vault, "source", object("id", sourceId));
        assertThat(announcer.ask("source:updated", claim).get("ok").booleanValue())
                .isTrue();

        database.member(vault, owner, VaultRole.VIEWER);
        assertThat(announcer.ask("source:updated", claim).at("/error/code").stringValue())
                .isEqualTo("INSUFFICIENT_PERMISSIONS");

        database.removeMember(vault, viewer, owner);
        assertThat(announcer.ask("source:updated", claim).at("/error/code").stringValue())
                .isEqualTo("ACCESS_DENIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"source:created", "source:updated"})
    void tellsTheRoomWhatIsPersistedAndNotWhatTheClientSaid(String event) {
        String sourceId = addSource();
        listener.forget();

        JsonNode ack = announcer.ask(
                event,
                object(
                        "source",
                        object("id", sourceId, "vaultId", vault, "title", "forged"),
                        "actor",
                        object("userName", "Forged")));

        assertThat(ack.get("ok").booleanValue()).isTrue();
        JsonNode announced = listener.next(event);
        assertThat(announced.get("announced").booleanValue()).isTrue();
        assertThat(announced.get("source").get("title").stringValue()).isEqualTo("real");
        assertThat(announced.get("source").get("fileSize").longValue()).isEqualTo(2048);
        assertThat(announced.get("actor").get("userName").stringValue()).isEqualTo("Olivia Owner");
        assertThat(announced.get("actor").get("role").stringValue()).isEqualTo("owner");
        assertThat(announced.get("revision").longValue()).isEqualTo(1);
        assertThat(announced.get("vaultId").stringValue()).isEqualTo(vault);
    }

    @Test
    void reachesEveryMemberOnceAndTakesNoRevision() {
        String sourceId = addSource();

        announcer.ask("source:created", object("vaultId", vault, "sourceId", sourceId));
        redis.publish(database.addSource(vault, owner, "next"));

        listener.awaitRevisions(1L, 2L);
        announcer.awaitRevisions(1L, 2L);
        assertThat(listener.payloads("source:created")).hasSize(3);
        assertThat(announcer.payloads("source:created")).hasSize(3);
    }

    @Test
    void announcesADeletionThatIsInTheLog() {
        String sourceId = addSource();
        database.deleteSource(vault, owner, sourceId);

        JsonNode ack = announcer.ask("source:deleted", object("sourceId", sourceId, "vaultId", vault));

        assertThat(ack.get("ok").booleanValue()).isTrue();
        listener.awaitRevisions(1L, 2L);
        JsonNode announced = listener.payloads("source:deleted").getLast();
        assertThat(announced.get("sourceId").stringValue()).isEqualTo(sourceId);
        assertThat(announced.get("revision").longValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"source:created", "source:updated", "source:deleted"})
    void refusesAViewer(String event) {
        String sourceId = addSource();

        JsonNode ack = listener.ask(event, object("source", object("id", sourceId, "vaultId", vault)));

        assertThat(ack.get("error").get("code").stringValue()).isEqualTo("INSUFFICIENT_PERMISSIONS");
        assertThat(listener.next("error").get("message").stringValue()).isEqualTo("Insufficient permissions");
        assertThat(announcer.payloads(event).stream().filter(payload -> payload.has("announced")))
                .isEmpty();
    }

    @Test
    void refusesWhoWasDemotedSinceTheJoin() {
        String sourceId = addSource();
        database.member(vault, owner, VaultRole.VIEWER);

        assertThat(code(announcer.ask("source:created", object("vaultId", vault, "sourceId", sourceId))))
                .isEqualTo("INSUFFICIENT_PERMISSIONS");
    }

    @Test
    void refusesAnOutsider() {
        String sourceId = addSource();
        JSONObject payload = object("vaultId", vault, "sourceId", sourceId);
        try (TestClient stranger = TestClient.connected(gateway.uri(), redis.login(database.user("Otto")))) {
            assertThat(code(stranger.ask("source:created", payload))).isEqualTo("ACCESS_DENIED");
        }
    }

    @Test
    void announcesForAMemberWhoIsNotInTheRoom() {
        String sourceId = addSource();
        announcer.ask("vault:leave", vault);

        JsonNode ack = announcer.ask("source:created", object("vaultId", vault, "sourceId", sourceId));

        assertThat(ack.get("ok").booleanValue()).isTrue();
        await().until(() -> listener.payloads("source:created").size() == 2);
        assertThat(listener.payloads("source:created")
                        .getLast()
                        .get("announced")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void refusesWhatIsNotSo() {
        String sourceId = addSource();
        String otherVault = database.vault();
        database.member(otherVault, owner, VaultRole.OWNER);
        String elsewhere =
                sourceId(database.addSource(otherVault, owner, "elsewhere").payload());

        assertThat(code(announcer.ask("source:deleted", object("vaultId", vault, "sourceId", sourceId))))
                .isEqualTo("INVALID_PAYLOAD");
        assertThat(code(announcer.ask("source:created", object("vaultId", vault, "sourceId", elsewhere))))
                .isEqualTo("INVALID_PAYLOAD");
        assertThat(code(announcer.ask("source:updated", object("vaultId", vault, "sourceId", GatewayDatabase.newId()))))
                .isEqualTo("INVALID_PAYLOAD");
        assertThat(announcer.payloads("error")).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource
    void refusesAMalformedPayload(Object payload, String code) {
        assertThat(code(announcer.ask("source:created", payload))).isEqualTo(code);
        assertThat(announcer.isConnected()).isTrue();
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> refusesAMalformedPayload() {
        return Stream.of(
                arguments("text", "INVALID_PAYLOAD"),
                arguments(7, "INVALID_PAYLOAD"),
                arguments(JSONObject.NULL, "INVALID_PAYLOAD"),
                arguments(new JSONArray(), "INVALID_PAYLOAD"),
                arguments(new JSONObject(), "INVALID_VAULT_ID"),
                arguments(object("vaultId", 7), "INVALID_VAULT_ID"),
                arguments(object("source", "text"), "INVALID_VAULT_ID"));
    }

    private String addSource() {
        var message = database.addSource(vault, owner, "real");
        redis.publish(message);
        listener.awaitRevisions(1L);
        announcer.awaitRevisions(1L);
        return sourceId(message.payload());
    }

    private static String sourceId(String payload) {
        return JsonMapper.shared().readTree(payload).get("source").get("id").stringValue();
    }

    private static String code(JsonNode ack) {
        return ack.get("error").get("code").stringValue();
    }
}
