package io.syncscript.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.deployment.ClientKind;
import io.syncscript.acceptance.deployment.Deployment;
import io.syncscript.acceptance.deployment.SharedDeployment;
import io.syncscript.acceptance.rest.RestAnswer;
import io.syncscript.acceptance.socket.RealtimeClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events that break the contract get the documented error, on a connection that stays; nothing is written. That no process logs
 * an error is checked after every test of the suite.
 */
@ExtendWith(SharedDeployment.class)
class BadInputIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Arguments of an event, as JSON arrays: every JSON type, and strings that are nearly an id. */
    private static final List<String> NO_VAULT_ID = List.of(
            "[]",
            "[null]",
            "[0]",
            "[12.5]",
            "[true]",
            "[false]",
            "[[]]",
            "[[\"cabcdefgh12\"]]",
            "[{}]",
            "[{\"vaultId\":null}]",
            "[{\"vaultId\":7}]",
            "[{\"vaultId\":true}]",
            "[{\"vaultId\":{}}]",
            "[{\"vaultId\":[\"cabcdefgh12\"]}]",
            "[{\"vaultId\":\"\"}]",
            "[{\"vaultId\":\"CABCDEFGH12\"}]",
            "[{\"id\":\"cabcdefgh12\"}]",
            "[\"\"]",
            "[\" \"]",
            "[\"c\"]",
            "[\"cabcdefg\"]",
            "[\"cabcdefghijklmnopqrstuvwxyz0123456\"]",
            "[\"Cabcdefgh12\"]",
            "[\"cABCDEFGH12\"]",
            "[\"xabcdefgh12\"]",
            "[\"cabcdefgh12 \"]",
            "[\"cabcdefgh-12\"]",
            "[\"cabcdefgh12\\u0000\"]",
            "[\"vault:cabcdefgh12\"]",
            "[\"../cabcdefgh12\"]",
            "[\"c' or '1'='1\"]",
            "[\"{cabcdefgh12}\"]",
            "[\"cäöüäöüäöü\"]",
            "[\"🚀🚀🚀🚀🚀🚀🚀🚀🚀\"]");

    private final Deployment deployment;

    BadInputIT(Deployment deployment) {
        this.deployment = deployment;
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryMalformedVaultId(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient client = deployment.connect(kind, deployment.owner());
        Map<String, String> before = deployment.database().contents();

        for (String args : NO_VAULT_ID) {
            JsonNode answer = client.request("vault:join", arguments(args));
            assertThat(answer.path("ok").asBoolean(true)).as(args).isFalse();
            assertThat(answer.path("error").path("code").asString()).as(args).isEqualTo("INVALID_VAULT_ID");
            assertThat(answer.path("error").path("message").asString()).as(args).isEqualTo("Invalid vault ID");
        }

        assertThat(client.heard("error"))
                .hasSize(NO_VAULT_ID.size())
                .allMatch(error -> error.text("code").equals("INVALID_VAULT_ID"))
                .allMatch(error -> error.text("message").equals("Invalid vault ID"));
        assertStillServed(client, vaultId, before);
    }

    @ParameterizedTest
    @EnumSource
    void answersAMalformedJoinWithoutAcknowledgementByTheErrorEvent(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient client = deployment.connect(kind, deployment.owner());
        Map<String, String> before = deployment.database().contents();

        client.emit("vault:join");
        client.emit("vault:join", 42);

        assertThat(client.await("error").text("message")).isEqualTo("Invalid vault ID");
        client.request("ping");
        assertThat(client.heard("error")).hasSize(2);
        assertStillServed(client, vaultId, before);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAMalformedRevision(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient client = deployment.connect(kind, deployment.owner());
        Map<String, String> before = deployment.database().contents();

        for (Object revision : List.of("7", -1, 1.5, true, List.of(), Map.of())) {
            JsonNode answer = client.request("vault:join", Map.of("vaultId", vaultId, "revision", revision));
            assertThat(answer.path("error").path("code").asString())
                    .as("revision %s", revision)
                    .isEqualTo("INVALID_PAYLOAD");
        }

        assertStillServed(client, vaultId, before);
    }

    @ParameterizedTest
    @EnumSource
    void refusesMalformedAnnouncements(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient client = deployment.connect(kind, deployment.owner());
        client.join(vaultId);
        Map<String, String> before = deployment.database().contents();
        List<String> malformed = List.of(
                "[]",
                "[null]",
                "[1]",
                "[\"text\"]",
                "[[]]",
                "[{}]",
                "[{\"vaultId\":\"VAULT\"}]",
                "[{\"source\":null}]",
                "[{\"source\":\"text\"}]",
                "[{\"source\":{\"vaultId\":\"" + vaultId + "\"}}]",
                "[{\"vaultId\":\"" + vaultId + "\",\"sourceId\":17}]",
                "[{\"vaultId\":\"" + vaultId + "\",\"sourceId\":{\"a\":[]}}]",
                "[{\"vaultId\":\"" + vaultId + "\",\"source\":{\"id\":\"' or true --\"}}]");

        for (String event : List.of("source:created", "source:updated", "source:deleted")) {
            for (String args : malformed) {
                JsonNode answer = client.request(event, arguments(args));
                assertThat(answer.path("error").path("code").asString())
                        .as("%s %s", event, args)
                        .isIn("INVALID_PAYLOAD", "INVALID_VAULT_ID");
            }
        }

        assertThat(client.vaultEvents()).isEmpty();
        assertStillServed(client, vaultId, before);
    }

    @ParameterizedTest
    @EnumSource
    void refusesMalformedLeavesAndIgnoresUnknownEvents(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient client = deployment.connect(kind, deployment.owner());
        client.join(vaultId);
        Map<String, String> before = deployment.database().contents();

        assertThat(client.request("vault:leave", 12).path("error").path("code").asString())
                .isEqualTo("INVALID_VAULT_ID");
        client.emit("no such event", Map.of("a", List.of(1, 2, 3)), "b", true);
        client.emit("vault:updated", Map.of("vaultId", vaultId));
        client.emit("vault:deleted", Map.of("vaultId", vaultId));
        client.emit("member:removed", Map.of("vaultId", vaultId, "userId", "x"));
        client.emit("vault:joined", Map.of("vaultId", vaultId));
        client.emit("", "x".repeat(20_000));
        client.request("ping");

        assertThat(client.vaultEvents()).isEmpty();
        assertStillServed(client, vaultId, before);
    }

    private static Object[] arguments(String json) {
        return JSON.readValue(json, Object[].class);
    }

    private void assertStillServed(RealtimeClient client, String vaultId, Map<String, String> contents) {
        assertThat(deployment.database().contents()).as("nothing is written").isEqualTo(contents);
        assertThat(client.heard("connect")).hasSize(1);
        assertThat(client.isConnected()).isTrue();
        client.join(vaultId);
        RestAnswer change = deployment.owner().addSource(vaultId, "Paper").expecting(201);
        client.awaitRevision(vaultId, change.vaultRevision());
        assertThat(client.vaultEvents()).hasSize(1);
    }
}
