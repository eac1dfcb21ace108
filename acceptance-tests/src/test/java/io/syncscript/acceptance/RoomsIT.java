package io.syncscript.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.deployment.ClientKind;
import io.syncscript.acceptance.deployment.Deployment;
import io.syncscript.acceptance.deployment.SharedDeployment;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.RealtimeClient;
import io.syncscript.acceptance.socket.ReceivedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A client hears of the vaults that it has joined and of no other. */
@ExtendWith(SharedDeployment.class)
class RoomsIT {
    private static final int MANY = 20;

    private final Deployment deployment;
    private final RestUser owner;

    RoomsIT(Deployment deployment) {
        this.deployment = deployment;
        this.owner = deployment.owner();
    }

    @ParameterizedTest
    @EnumSource
    void answersAJoinWithTheRoleAndTheRevision(ClientKind kind) {
        String vaultId = deployment.newVault();
        long revision = owner.revision(vaultId);
        RealtimeClient contributor = deployment.connect(kind, deployment.contributor());

        JsonNode answer = contributor.join(vaultId);

        JsonNode joined = contributor.await("vault:joined").payload();
        assertThat(joined.propertyNames()).containsExactlyInAnyOrder("vaultId", "role", "revision", "recovered");
        assertThat(joined.path("vaultId").asString()).isEqualTo(vaultId);
        assertThat(joined.path("role").asString()).isEqualTo("contributor");
        assertThat(joined.path("revision").asLong()).isEqualTo(revision);
        assertThat(answer.propertyNames()).containsExactlyInAnyOrder("ok", "vaultId", "role", "revision", "recovered");
        for (String field : joined.propertyNames()) {
            assertThat(answer.path(field)).as(field).isEqualTo(joined.path(field));
        }
    }

    @ParameterizedTest
    @EnumSource
    void joinsWithoutAnAcknowledgementToo(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient viewer = deployment.connect(kind, deployment.viewer());

        viewer.emit("vault:join", Map.of("vaultId", vaultId));

        assertThat(viewer.await("vault:joined").text("role")).isEqualTo("viewer");
    }

    @ParameterizedTest
    @EnumSource
    void keepsVaultsApart(ClientKind kind) {
        String mine = deployment.newVault();
        String other = deployment.newVault();
        RealtimeClient inMine = deployment.connect(kind, deployment.viewer(), 0);
        RealtimeClient inOther = deployment.connect(kind, deployment.contributor(), 0);
        inMine.join(mine);
        inOther.join(other);

        owner.addSource(other, "For the other vault").expecting(201);
        long inMineLast = owner.addSource(mine, "For mine").expecting(201).vaultRevision();
        long inOtherLast = owner.addSource(other, "Marker").expecting(201).vaultRevision();

        inMine.awaitRevision(mine, inMineLast);
        inOther.awaitRevision(other, inOtherLast);
        assertThat(titles(inMine)).containsExactly("For mine");
        assertThat(titles(inOther)).containsExactly("For the other vault", "Marker");
    }

    @ParameterizedTest
    @EnumSource
    void hearsNothingOfAVaultAfterLeavingIt(ClientKind kind) {
        String left = deployment.newVault();
        String leftByObject = deployment.newVault();
        String kept = deployment.newVault();
        RealtimeClient member = deployment.connect(kind, deployment.viewer(), 1);
        Stream.of(left, leftByObject, kept).forEach(member::join);

        JsonNode answer = member.request("vault:leave", left);
        member.emit("vault:leave", Map.of("vaultId", leftByObject));
        member.request("ping"); // Acknowledged after the leave before it.
        owner.addSource(left, "Too late").expecting(201);
        owner.addSource(leftByObject, "Too late").expecting(201);
        member.awaitRevision(
                kept, owner.addSource(kept, "Marker").expecting(201).vaultRevision());

        assertThat(answer.path("ok").asBoolean()).isTrue();
        assertThat(titles(member)).containsExactly("Marker");
        assertThat(member.heard("error")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void leavesAVaultThatItIsNotIn(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient member = deployment.connect(kind, deployment.outsider());

        assertThat(member.request("vault:leave", vaultId).path("ok").asBoolean())
                .isTrue();
        assertThat(member.heard("error")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void hearsEachEventOnceAfterJoiningTwice(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient member = deployment.connect(kind, deployment.viewer());
        member.join(vaultId);
        member.join(vaultId);

        owner.addSource(vaultId, "Paper").expecting(201);
        member.awaitRevision(
                vaultId, owner.addSource(vaultId, "Marker").expecting(201).vaultRevision());

        assertThat(titles(member)).containsExactly("Paper", "Marker");
    }

    @ParameterizedTest
    @EnumSource
    void holdsManyRoomsOnOneSocket(ClientKind kind) {
        List<String> vaultIds =
                Stream.generate(deployment::newVault).limit(MANY).toList();
        RealtimeClient member = deployment.connect(kind, deployment.viewer());
        vaultIds.forEach(vaultId -> member.emit("vault:join", vaultId));
        vaultIds.forEach(vaultId -> member.await(
                heard -> heard.is("vault:joined") && heard.text("vaultId").equals(vaultId)));

        List<String> expected = new ArrayList<>();
        for (String vaultId : vaultIds) {
            owner.addSource(vaultId, "In " + vaultId).expecting(201);
            expected.add("In " + vaultId);
        }
        for (String vaultId : vaultIds) {
            member.awaitRevision(vaultId, owner.revision(vaultId));
        }

        assertThat(titles(member)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> titles(RealtimeClient client) {
        return client.vaultEvents().stream().map(RoomsIT::title).toList();
    }

    private static String title(ReceivedEvent event) {
        return event.payload().path("source").path("title").asString();
    }
}
