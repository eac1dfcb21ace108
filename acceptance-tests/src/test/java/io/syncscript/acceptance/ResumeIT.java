package io.syncscript.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.deployment.ClientKind;
import io.syncscript.acceptance.deployment.Deployment;
import io.syncscript.acceptance.deployment.SharedDeployment;
import io.syncscript.acceptance.rest.RestAnswer;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.ConnectionOptions;
import io.syncscript.acceptance.socket.RealtimeClient;
import io.syncscript.acceptance.socket.ReceivedEvent;
import io.syncscript.local.network.TcpLink;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A client that comes back says the last revision it saw and hears exactly what it missed. */
@ExtendWith(SharedDeployment.class)
class ResumeIT {
    private final Deployment deployment;

    ResumeIT(Deployment deployment) {
        this.deployment = deployment;
    }

    @ParameterizedTest
    @EnumSource
    void bringsFiveMissedMutationsOnceAndInOrderOnTheOtherGateway(ClientKind kind) {
        String vaultId = deployment.newVault();
        RestUser owner = deployment.owner();
        TcpLink link = deployment.closedAfterTest(TcpLink.to(deployment.gateway(0)));
        RealtimeClient client = deployment.connect(kind, ConnectionOptions.of(link.uri(), deployment.viewer()));
        RealtimeClient present = deployment.connect(kind, deployment.contributor(), 1);
        client.join(vaultId);
        present.join(vaultId);
        RestAnswer seen = owner.addSource(vaultId, "Seen").expecting(201);
        client.awaitRevision(vaultId, seen.vaultRevision());

        link.cut();
        client.await("disconnect");
        owner.renameSource(seen.text("id"), "Missed 1").expecting(200);
        RestAnswer second = owner.addSource(vaultId, "Missed 2").expecting(201);
        deployment.contributor().addSource(vaultId, "Missed 3").expecting(201);
        owner.deleteSource(second.text("id")).expecting(204);
        RestAnswer fifth = owner.addSource(vaultId, "Missed 5").expecting(201);
        link.mendTo(deployment.gateway(1));
        client.await("reconnect");
        client.awaitConnected();
        JsonNode answer = client.join(vaultId, seen.vaultRevision());
        RestAnswer live = owner.addSource(vaultId, "Live").expecting(201);
        client.awaitRevision(vaultId, live.vaultRevision());
        present.awaitRevision(vaultId, live.vaultRevision());

        assertThat(answer.path("recovered").asBoolean()).isTrue();
        assertThat(answer.path("revision").asLong()).isEqualTo(fifth.vaultRevision());
        assertThat(client.vaultEvents())
                .as("what one sees who was there all the time")
                .isEqualTo(present.vaultEvents())
                .hasSize(7);
        assertThat(namesFrom(client, "vault:joined"))
                .containsExactly(
                        "vault:joined",
                        "source:updated",
                        "source:created",
                        "source:created",
                        "source:deleted",
                        "source:created",
                        "source:created");
    }

    @ParameterizedTest
    @EnumSource
    void replaysNothingToWhoMissedNothing(ClientKind kind) {
        String vaultId = deployment.newVault();
        RestAnswer seen = deployment.owner().addSource(vaultId, "Seen").expecting(201);
        RealtimeClient client = deployment.connect(kind, deployment.viewer());

        JsonNode answer = client.join(vaultId, seen.vaultRevision());
        RestAnswer live = deployment.owner().addSource(vaultId, "Live").expecting(201);
        client.awaitRevision(vaultId, live.vaultRevision());

        assertThat(answer.path("recovered").asBoolean()).isTrue();
        assertThat(answer.path("revision").asLong()).isEqualTo(seen.vaultRevision());
        assertThat(client.vaultEvents()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void replaysAWholeVaultFromItsBeginning(ClientKind kind) {
        String vaultId = deployment.newVault();
        long last = 0;
        for (int i = 0; i < 25; i++) {
            last = deployment
                    .owner()
                    .addSource(vaultId, "Paper " + i)
                    .expecting(201)
                    .vaultRevision();
        }
        RealtimeClient client = deployment.connect(kind, deployment.viewer());

        JsonNode answer = client.join(vaultId, 0);
        client.awaitRevision(vaultId, last);

        List<Long> everything = LongStream.rangeClosed(1, last).boxed().toList();
        assertThat(answer.path("recovered").asBoolean()).isTrue();
        assertThat(client.vaultEvents()).extracting(ReceivedEvent::revision).isEqualTo(everything);
    }

    @ParameterizedTest
    @EnumSource
    void sendsWhoIsAheadOfTheVaultToTheList(ClientKind kind) {
        String vaultId = deployment.newVault();
        long head = deployment.owner().revision(vaultId);
        RealtimeClient client = deployment.connect(kind, deployment.viewer());

        JsonNode answer = client.join(vaultId, head + 1);
        RestAnswer live = deployment.owner().addSource(vaultId, "Live").expecting(201);
        client.awaitRevision(vaultId, live.vaultRevision());

        assertThat(answer.path("recovered").asBoolean(true)).isFalse();
        assertThat(answer.path("revision").asLong()).isEqualTo(head);
        assertThat(client.await("vault:joined").payload().path("recovered").asBoolean(true))
                .isFalse();
        assertThat(client.vaultEvents()).hasSize(1);
    }

    /** What came with the last event of that name and after it. */
    private static List<String> namesFrom(RealtimeClient client, String event) {
        List<String> names = client.heard().stream()
                .filter(heard -> heard.is(event) || heard.isVaultEvent())
                .map(ReceivedEvent::name)
                .toList();
        return names.subList(names.lastIndexOf(event), names.size());
    }
}
