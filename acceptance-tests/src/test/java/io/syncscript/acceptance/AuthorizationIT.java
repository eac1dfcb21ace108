package io.syncscript.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.deployment.ClientKind;
import io.syncscript.acceptance.deployment.Deployment;
import io.syncscript.acceptance.deployment.SharedDeployment;
import io.syncscript.acceptance.rest.RestAnswer;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.RealtimeClient;
import io.syncscript.acceptance.socket.ReceivedEvent;
import io.syncscript.model.access.VaultRole;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What each role may do over a socket. */
@ExtendWith(SharedDeployment.class)
class AuthorizationIT {
    private static final String MISSING_SOURCE = "cmissing0000000000000000";

    private final Deployment deployment;

    AuthorizationIT(Deployment deployment) {
        this.deployment = deployment;
    }

    @ParameterizedTest
    @EnumSource
    void deniesAVaultToWhoIsNoMember(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient outsider = deployment.connect(kind, deployment.outsider());

        assertRefused(outsider, outsider.request("vault:join", vaultId), "ACCESS_DENIED", "Access denied to vault");
        deployment.owner().addSource(vaultId, "Paper").expecting(201);

        String own = deployment.outsider().createVault("Own");
        outsider.join(own);
        outsider.awaitRevision(
                own,
                deployment.outsider().addSource(own, "Marker").expecting(201).vaultRevision());
        assertThat(outsider.vaultEvents())
                .extracting(event -> event.text("vaultId"))
                .containsOnly(own);
    }

    @ParameterizedTest
    @EnumSource
    void deniesAVaultThatDoesNotExistInTheSameWords(ClientKind kind) {
        RealtimeClient client = deployment.connect(kind, deployment.owner());

        JsonNode answer = client.request("vault:join", "cnosuchvault00000000");

        assertRefused(client, answer, "ACCESS_DENIED", "Access denied to vault");
    }

    @ParameterizedTest
    @EnumSource
    void letsAViewerListenButNotEmit(ClientKind kind) {
        String vaultId = deployment.newVault();
        JsonNode source =
                deployment.owner().addSource(vaultId, "Paper").expecting(201).body();
        RealtimeClient viewer = deployment.connect(kind, deployment.viewer(), 0);
        RealtimeClient owner = deployment.connect(kind, deployment.owner(), 1);
        viewer.join(vaultId);
        owner.join(vaultId);

        for (String event : List.of("source:created", "source:updated", "source:deleted")) {
            Map<String, Object> claim = Map.of(
                    "vaultId",
                    vaultId,
                    "source",
                    source,
                    "sourceId",
                    source.path("id").asString());
            JsonNode answer = viewer.request(event, claim);
            assertRefused(viewer, answer, "INSUFFICIENT_PERMISSIONS", "Insufficient permissions");
        }
        viewer.emit("source:created", Map.of("source", Map.of("title", "Mine", "vaultId", vaultId)));

        RestAnswer real = deployment.owner().addSource(vaultId, "Real").expecting(201);
        for (RealtimeClient member : List.of(viewer, owner)) {
            member.awaitRevision(vaultId, real.vaultRevision());
            assertThat(member.vaultEvents()).extracting(AuthorizationIT::title).containsExactly("Real");
        }
        assertThat(viewer.heard("error")).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("clientsOfThoseWhoMayWrite")
    void tellsTheRoomOnBothGatewaysWhatAWriterTrulyAnnounces(ClientKind kind, VaultRole role) {
        String vaultId = deployment.newVault();
        RestUser announcer = role == VaultRole.OWNER ? deployment.owner() : deployment.contributor();
        JsonNode source = deployment
                .owner()
                .addSource(vaultId, "As persisted")
                .expecting(201)
                .body();
        String sourceId = source.path("id").asString();
        RealtimeClient writer = deployment.connect(kind, announcer, 0);
        RealtimeClient sameGateway = deployment.connect(kind, deployment.viewer(), 0);
        RealtimeClient otherGateway = deployment.connect(kind, deployment.viewer(), 1);
        List<RealtimeClient> members = List.of(writer, sameGateway, otherGateway);
        members.forEach(member -> member.join(vaultId));
        long revision = deployment.owner().revision(vaultId);

        Map<String, Object> forged = Map.of("id", sourceId, "vaultId", vaultId, "title", "As the client would have it");
        assertAccepted(writer.request("source:updated", Map.of("source", forged, "actor", Map.of("userId", "x"))));
        members.forEach(member -> awaitAnnounced(member, "source:updated"));
        RestAnswer deleted = deployment.owner().deleteSource(sourceId).expecting(204);
        members.forEach(member -> member.awaitRevision(vaultId, deleted.vaultRevision()));
        assertAccepted(writer.request("source:deleted", Map.of("vaultId", vaultId, "sourceId", sourceId)));
        members.forEach(member -> awaitAnnounced(member, "source:deleted"));
        RestAnswer marker = deployment.owner().addSource(vaultId, "Marker").expecting(201);

        for (RealtimeClient member : members) {
            member.awaitRevision(vaultId, marker.vaultRevision());
            List<ReceivedEvent> events = member.vaultEvents();
            assertThat(events)
                    .extracting(ReceivedEvent::name)
                    .containsExactly("source:updated", "source:deleted", "source:deleted", "source:created");
            assertThat(events)
                    .extracting(event -> event.payload().path("announced").asBoolean(false))
                    .containsExactly(true, false, true, false);
            JsonNode announced = events.getFirst().payload();
            assertThat(announced.path("source")).as("the persisted state").isEqualTo(source);
            assertThat(announced.path("actor").path("userId").asString()).isEqualTo(announcer.id());
            assertThat(announced.path("actor").path("role").asString()).isEqualTo(role.wireName());
            assertThat(announced.path("revision").asLong()).isEqualTo(revision);
        }
        assertThat(marker.vaultRevision()).as("announcements take no revision").isEqualTo(revision + 2);
    }

    /** On its way to other gateways an announcement can be overtaken by the changes after it. */
    private static void awaitAnnounced(RealtimeClient member, String event) {
        member.await(
                heard -> heard.is(event) && heard.payload().path("announced").asBoolean(false));
    }

    static List<Arguments> clientsOfThoseWhoMayWrite() {
        return Stream.of(ClientKind.values())
                .flatMap(kind ->
                        Stream.of(VaultRole.OWNER, VaultRole.CONTRIBUTOR).map(role -> Arguments.of(kind, role)))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnUntrueAnnouncementAndTellsNobody(ClientKind kind) {
        String vaultId = deployment.newVault();
        String elsewhere = deployment.newVault();
        JsonNode existing =
                deployment.owner().addSource(vaultId, "Exists").expecting(201).body();
        JsonNode foreign = deployment
                .owner()
                .addSource(elsewhere, "Elsewhere")
                .expecting(201)
                .body();
        RealtimeClient owner = deployment.connect(kind, deployment.owner(), 0);
        RealtimeClient viewer = deployment.connect(kind, deployment.viewer(), 1);
        owner.join(vaultId);
        viewer.join(vaultId);

        Map<String, Object> missing = Map.of("id", MISSING_SOURCE, "title", "Invented", "vaultId", vaultId);
        List<JsonNode> answers = List.of(
                owner.request("source:created", Map.of("source", missing)),
                owner.request("source:updated", Map.of("source", missing)),
                owner.request("source:created", Map.of("vaultId", vaultId, "source", foreign)),
                owner.request(
                        "source:deleted",
                        Map.of(
                                "vaultId",
                                vaultId,
                                "sourceId",
                                existing.path("id").asString())),
                owner.request("source:deleted", Map.of("vaultId", vaultId, "sourceId", MISSING_SOURCE)));

        RestAnswer marker = deployment.owner().addSource(vaultId, "Marker").expecting(201);
        assertThat(answers)
                .extracting(answer -> answer.path("error").path("code").asString())
                .containsOnly("INVALID_PAYLOAD");
        assertThat(owner.heard("error"))
                .hasSize(answers.size())
                .allMatch(error -> error.text("code").equals("INVALID_PAYLOAD"));
        for (RealtimeClient member : List.of(owner, viewer)) {
            member.awaitRevision(vaultId, marker.vaultRevision());
            assertThat(member.vaultEvents()).extracting(AuthorizationIT::title).containsExactly("Marker");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnnouncementsInAVaultOfOthers(ClientKind kind) {
        String vaultId = deployment.newVault();
        JsonNode source =
                deployment.owner().addSource(vaultId, "Paper").expecting(201).body();
        RealtimeClient outsider = deployment.connect(kind, deployment.outsider());
        RealtimeClient viewer = deployment.connect(kind, deployment.viewer());
        viewer.join(vaultId);

        JsonNode answer = outsider.request("source:created", Map.of("vaultId", vaultId, "source", source));

        assertRefused(outsider, answer, "ACCESS_DENIED", "Access denied to vault");
        RestAnswer marker = deployment.owner().addSource(vaultId, "Marker").expecting(201);
        viewer.awaitRevision(vaultId, marker.vaultRevision());
        assertThat(viewer.vaultEvents()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void tellsARemovedMemberOfItsRemovalAndNothingAfterIt(ClientKind kind) {
        String vaultId = deployment.newVault();
        String other = deployment.newVault();
        RealtimeClient removed = deployment.connect(kind, deployment.viewer(), 1);
        removed.join(vaultId);
        removed.join(other);

        RestUser owner = deployment.owner();
        owner.delete("/api/vaults/" + vaultId + "/members/"
                        + deployment.viewer().id())
                .expecting(204);
        owner.addSource(vaultId, "A secret").expecting(201);
        removed.await("member:removed");
        removed.awaitRevision(
                other, owner.addSource(other, "Marker").expecting(201).vaultRevision());

        assertThat(removed.vaultEvents())
                .extracting(ReceivedEvent::name)
                .containsExactly("member:removed", "source:created");
        assertRefused(removed, removed.request("vault:join", vaultId), "ACCESS_DENIED", "Access denied to vault");
    }

    private static void assertAccepted(JsonNode answer) {
        assertThat(answer.path("ok").asBoolean()).as("%s", answer).isTrue();
    }

    private static void assertRefused(RealtimeClient client, JsonNode answer, String code, String message) {
        assertThat(answer.path("ok").asBoolean(true)).as("%s", answer).isFalse();
        assertThat(answer.path("error").path("code").asString()).isEqualTo(code);
        assertThat(answer.path("error").path("message").asString()).isEqualTo(message);
        ReceivedEvent error = client.await("error");
        assertThat(error.text("code")).isEqualTo(code);
        assertThat(error.text("message")).isEqualTo(message);
        assertThat(client.isConnected()).isTrue();
    }

    private static String title(ReceivedEvent event) {
        return event.payload().path("source").path("title").asString();
    }
}
