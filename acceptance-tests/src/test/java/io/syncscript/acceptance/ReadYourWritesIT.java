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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client knows the event of its own change: it is the one whose revision equals {@code X-Vault-Revision} of the answer. */
@ExtendWith(SharedDeployment.class)
class ReadYourWritesIT {
    private static final int CHANGES = 20;

    private final Deployment deployment;

    ReadYourWritesIT(Deployment deployment) {
        this.deployment = deployment;
    }

    @ParameterizedTest
    @EnumSource
    void theAnswerToEveryChangeNamesTheRevisionOfItsOneEvent(ClientKind kind) {
        String vaultId = deployment.newVault();
        RestUser owner = deployment.owner();
        RealtimeClient client = deployment.connect(kind, owner);
        client.join(vaultId);
        Map<Long, String> expected = new LinkedHashMap<>();

        RestAnswer added = owner.addSource(vaultId, "Added").expecting(201);
        expected.put(added.vaultRevision(), "source:created");
        expected.put(
                owner.renameSource(added.text("id"), "Renamed").expecting(200).vaultRevision(), "source:updated");
        expected.put(owner.deleteSource(added.text("id")).expecting(204).vaultRevision(), "source:deleted");
        RestUser guest = deployment.outsider();
        String membership = "/api/vaults/" + vaultId + "/members/" + guest.id();
        expected.put(
                owner.addMember(vaultId, guest, VaultRole.VIEWER).expecting(201).vaultRevision(), "member:added");
        expected.put(
                owner.patch(membership, Map.of("role", VaultRole.CONTRIBUTOR.wireName()))
                        .expecting(200)
                        .vaultRevision(),
                "member:updated");
        expected.put(owner.delete(membership).expecting(204).vaultRevision(), "member:removed");
        expected.put(
                owner.patch("/api/vaults/" + vaultId, Map.of("name", "Renamed"))
                        .expecting(200)
                        .vaultRevision(),
                "vault:updated");
        long deletion = owner.delete("/api/vaults/" + vaultId).expecting(204).vaultRevision();
        expected.put(deletion, "vault:deleted");
        client.awaitRevision(vaultId, deletion);

        assertThat(client.vaultEvents())
                .extracting(ReceivedEvent::revision)
                .as("one event for each answer, in the order of the answers")
                .containsExactlyElementsOf(expected.keySet());
        assertThat(client.vaultEvents()).extracting(ReceivedEvent::name).containsExactlyElementsOf(expected.values());
    }

    @ParameterizedTest
    @EnumSource
    void anEventThatOvertakesTheAnswerIsKnownWhenTheAnswerComes(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient client = deployment.connect(kind, deployment.owner());
        client.join(vaultId);

        CompletableFuture<RestAnswer> answer =
                CompletableFuture.supplyAsync(() -> deployment.owner().addSource(vaultId, "Mine"));
        deployment.contributor().addSource(vaultId, "Not mine").expecting(201);
        ReceivedEvent overtaking = client.await(heard ->
                heard.payload().path("source").path("title").asString("").equals("Mine"));
        long own = answer.join().expecting(201).vaultRevision();

        assertThat(overtaking.revision()).isEqualTo(own);
        assertThat(echoes(client, Set.of(own))).containsExactly(overtaking);
    }

    @ParameterizedTest
    @EnumSource
    void twoTabsOfOneUserTellTheirChangesApart(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient first = deployment.connect(kind, deployment.owner(), 0);
        RealtimeClient second = deployment.connect(kind, deployment.owner(), 1);
        first.join(vaultId);
        second.join(vaultId);

        CompletableFuture<Set<Long>> changesOfFirst = CompletableFuture.supplyAsync(() -> change(vaultId, "First"));
        Set<Long> ofSecond = change(vaultId, "Second");
        Set<Long> ofFirst = changesOfFirst.join();
        long last = Stream.of(ofFirst, ofSecond)
                .flatMap(Set::stream)
                .max(Long::compare)
                .orElseThrow();
        first.awaitRevision(vaultId, last);
        second.awaitRevision(vaultId, last);

        assertThat(titles(echoes(first, ofFirst))).hasSize(CHANGES).containsOnly("First");
        assertThat(titles(echoes(second, ofSecond))).hasSize(CHANGES).containsOnly("Second");
    }

    /** Adds sources one after the other; the revisions that the answers name. */
    private Set<Long> change(String vaultId, String title) {
        List<Long> revisions = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            revisions.add(
                    deployment.owner().addSource(vaultId, title).expecting(201).vaultRevision());
        }
        return Set.copyOf(revisions);
    }

    /** The events that the client takes for its own changes. */
    private static List<ReceivedEvent> echoes(RealtimeClient client, Set<Long> ownRevisions) {
        return client.vaultEvents().stream()
                .filter(event -> ownRevisions.contains(event.revision()))
                .toList();
    }

    private static List<String> titles(List<ReceivedEvent> events) {
        return events.stream()
                .map(event -> event.payload().path("source").path("title").asString())
                .toList();
    }
}
