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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change made over REST reaches every member who has the vault open, on every gateway, once. */
@ExtendWith(SharedDeployment.class)
class DeliveryIT {
    private final Deployment deployment;

    DeliveryIT(Deployment deployment) {
        this.deployment = deployment;
    }

    @ParameterizedTest
    @EnumSource
    void bringsEveryMutationToMembersOnBothGatewaysExactlyOnce(ClientKind kind) {
        String vaultId = deployment.newVault();
        List<RealtimeClient> members = membersOnBothGateways(kind, vaultId);
        RestUser contributor = deployment.contributor();

        RestAnswer created = contributor.addSource(vaultId, "Paper").expecting(201);
        RestAnswer updated =
                contributor.renameSource(created.text("id"), "Paper, revised").expecting(200);
        RestAnswer deleted = contributor.deleteSource(created.text("id")).expecting(204);
        RestAnswer marker = contributor.addSource(vaultId, "Marker").expecting(201);

        for (RealtimeClient member : members) {
            member.awaitRevision(vaultId, marker.vaultRevision());
            List<ReceivedEvent> events = member.vaultEvents();
            assertThat(events)
                    .extracting(ReceivedEvent::name)
                    .containsExactly("source:created", "source:updated", "source:deleted", "source:created");
            assertThat(events)
                    .extracting(ReceivedEvent::revision)
                    .containsExactly(
                            created.vaultRevision(),
                            updated.vaultRevision(),
                            deleted.vaultRevision(),
                            marker.vaultRevision());
            assertThat(events)
                    .extracting(event -> event.text("eventId"))
                    .doesNotHaveDuplicates()
                    .allMatch(id -> id.matches("c[a-z0-9]{8,31}"));
            assertThat(events)
                    .as("the same for everyone")
                    .isEqualTo(members.getFirst().vaultEvents());
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsEveryoneConcurrentChangesInTheSameOrder(ClientKind kind) {
        String vaultId = deployment.newVault();
        List<RealtimeClient> members = membersOnBothGateways(kind, vaultId);
        long before = deployment.owner().revision(vaultId);
        List<RestUser> writers = List.of(deployment.owner(), deployment.contributor());

        List<CompletableFuture<RestAnswer>> posts = IntStream.range(0, 30)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        writers.get(i % 2).addSource(vaultId, "Paper " + i).expecting(201)))
                .toList();
        Map<Long, String> sourceIds = posts.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.toMap(RestAnswer::vaultRevision, post -> post.text("id")));

        List<Long> revisions =
                LongStream.rangeClosed(before + 1, before + 30).boxed().toList();
        for (RealtimeClient member : members) {
            member.awaitRevision(vaultId, before + 30);
            assertThat(member.vaultEvents()).extracting(ReceivedEvent::revision).isEqualTo(revisions);
            assertThat(member.vaultEvents())
                    .allMatch(event -> event.payload()
                            .path("source")
                            .path("id")
                            .asString()
                            .equals(sourceIds.get(event.revision())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsMembersAboutTheVaultAndItsMembers(ClientKind kind) {
        String vaultId = deployment.newVault();
        RestUser owner = deployment.owner();
        RestUser newcomer = deployment.newUser("Nora Newcomer");
        RealtimeClient member = deployment.connect(kind, deployment.viewer(), 1);
        member.join(vaultId);

        String memberPath = "/api/vaults/" + vaultId + "/members/" + newcomer.id();
        owner.patch("/api/vaults/" + vaultId, Map.of("name", "Renamed")).expecting(200);
        owner.addMember(vaultId, newcomer, VaultRole.VIEWER).expecting(201);
        owner.patch(memberPath, Map.of("role", "contributor")).expecting(200);
        owner.delete(memberPath).expecting(204);
        owner.delete("/api/vaults/" + vaultId).expecting(204);

        member.await("vault:deleted");
        List<ReceivedEvent> events = member.vaultEvents();
        assertThat(events)
                .extracting(ReceivedEvent::name)
                .containsExactly("vault:updated", "member:added", "member:updated", "member:removed", "vault:deleted");
        assertThat(events.get(0).payload().path("vault").path("name").asString())
                .isEqualTo("Renamed");
        assertThat(events.get(1).payload().path("member").path("name").asString())
                .isEqualTo("Nora Newcomer");
        assertThat(events.get(2).payload().path("member").path("role").asString())
                .isEqualTo("contributor");
        assertThat(events.get(3).text("userId")).isEqualTo(newcomer.id());
    }

    private List<RealtimeClient> membersOnBothGateways(ClientKind kind, String vaultId) {
        List<RealtimeClient> members = List.of(
                deployment.connect(kind, deployment.owner(), 0),
                deployment.connect(kind, deployment.contributor(), 1),
                deployment.connect(kind, deployment.viewer()));
        members.forEach(member -> member.join(vaultId));
        return members;
    }
}
