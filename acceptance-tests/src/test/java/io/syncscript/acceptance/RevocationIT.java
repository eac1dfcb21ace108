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
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whoever loses access stops seeing. */
@ExtendWith(SharedDeployment.class)
class RevocationIT {
    private final Deployment deployment;

    RevocationIT(Deployment deployment) {
        this.deployment = deployment;
    }

    @ParameterizedTest
    @MethodSource("endsOfAllSessions")
    void endsEverySocketOfEverySessionOfTheUserOnAllGateways(Consumer<RestUser> end) {
        RestUser here = deployment.newUser("Una");
        RestUser there = here.loginAgain();
        RealtimeClient bystander = deployment.connect(ClientKind.JAVA, deployment.viewer(), 0);
        List<RealtimeClient> clients = Stream.of(here, there)
                .flatMap(user -> Stream.of(
                        deployment.connect(ClientKind.JAVA, user, 0), deployment.connect(ClientKind.JAVA, user, 1)))
                .toList();

        end.accept(here);

        for (RealtimeClient client : clients) {
            assertThat(client.await("error").text("code")).isEqualTo("SESSION_ENDED");
            assertThat(client.await("disconnect").payload().asString()).isEqualTo("io server disconnect");
        }
        there.get("/api/auth/session").assertProblem(401, "UNAUTHORIZED");
        assertThat(bystander.isConnected()).isTrue();
    }

    static List<Consumer<RestUser>> endsOfAllSessions() {
        return List.of(
                user -> user.logOutEverywhere().expecting(204),
                user -> user.changePassword("battery staple horse").expecting(204));
    }

    @Test
    void givesWhoChangesThePasswordASessionToConnectAnewWith() {
        RestUser user = deployment.newUser("Una");

        user.changePassword("battery staple horse").expecting(204);

        assertThat(deployment.connect(ClientKind.JAVA, user).isConnected()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void tellsAllOfANewRoleAndRefusesTheDemotedAtOnce(ClientKind kind) {
        String vaultId = deployment.newVault();
        RestUser owner = deployment.owner();
        JsonNode source = owner.addSource(vaultId, "Paper").expecting(201).body();
        RealtimeClient demoted = deployment.connect(kind, deployment.contributor(), 1);
        RealtimeClient other = deployment.connect(kind, deployment.viewer(), 0);
        List.of(demoted, other).forEach(member -> member.join(vaultId));

        long revision = owner.changeRole(vaultId, deployment.contributor(), VaultRole.VIEWER)
                .expecting(200)
                .vaultRevision();

        JsonNode answer = demoted.request("source:updated", Map.of("source", source, "vaultId", vaultId));
        assertThat(answer.path("error").path("code").asString()).isEqualTo("INSUFFICIENT_PERMISSIONS");
        for (RealtimeClient member : List.of(demoted, other)) {
            member.awaitRevision(vaultId, revision);
            ReceivedEvent update = member.await("member:updated");
            assertThat(update.payload().path("member").path("userId").asString())
                    .isEqualTo(deployment.contributor().id());
            assertThat(update.payload().path("member").path("role").asString()).isEqualTo("viewer");
        }
        assertThat(demoted.join(vaultId).path("role").asString()).isEqualTo("viewer");
        assertThat(other.vaultEvents()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void sendsNothingOfADeletedVaultAfterTheEventThatSaysSo(ClientKind kind) {
        String vaultId = deployment.newVault();
        List<RealtimeClient> members = List.of(
                deployment.connect(kind, deployment.owner(), 0), deployment.connect(kind, deployment.viewer(), 1));
        members.forEach(member -> member.join(vaultId));

        deployment.owner().delete("/api/vaults/" + vaultId).expecting(204);

        for (RealtimeClient member : members) {
            member.await("vault:deleted");
            assertThat(member.request("vault:join", vaultId)
                            .path("error")
                            .path("code")
                            .asString())
                    .isEqualTo("ACCESS_DENIED");
            assertThat(member.isConnected()).isTrue();
            assertThat(member.vaultEvents()).extracting(ReceivedEvent::name).containsExactly("vault:deleted");
        }
        deployment.owner().get("/api/vaults/" + vaultId + "/events").assertProblem(404, "VAULT_NOT_FOUND");
    }

    @Test
    void tellsWhoComesBackNothingOfTheTimeBetween() {
        String vaultId = deployment.newVault();
        RestUser owner = deployment.owner();
        RestUser member = deployment.viewer();
        RealtimeClient here = deployment.connect(ClientKind.JAVA, member, 0);
        RealtimeClient there = deployment.connect(ClientKind.JAVA, member, 1);
        List.of(here, there).forEach(client -> client.join(vaultId));
        long removal = owner.removeMember(vaultId, member).expecting(204).vaultRevision();
        for (int i = 0; i < 5; i++) {
            owner.addSource(vaultId, "A secret").expecting(201);
            member.get("/api/vaults/" + vaultId + "/events?after=0").assertProblem(404, "VAULT_NOT_FOUND");
        }
        here.await("member:removed");
        there.await("member:removed");

        long added = owner.addMember(vaultId, member, VaultRole.VIEWER)
                .expecting(201)
                .vaultRevision();

        for (long asked : LongStream.range(0, added - 1).toArray()) {
            assertThat(here.join(vaultId, asked).path("recovered").asBoolean())
                    .as("%s", asked)
                    .isFalse();
        }
        assertThat(here.join(vaultId, added - 1).path("recovered").asBoolean()).isTrue();
        there.join(vaultId);
        long after = owner.addSource(vaultId, "Paper").expecting(201).vaultRevision();
        for (RealtimeClient client : List.of(here, there)) {
            client.awaitRevision(vaultId, after);
            assertThat(client.vaultEvents()).noneMatch(event -> event.revision() > removal && event.revision() < added);
        }
        RestAnswer log =
                member.get("/api/vaults/" + vaultId + "/events?after=0").expecting(200);
        assertThat(log.body().path("items").findValues("revision").getFirst().asLong())
                .isEqualTo(added);
    }
}
