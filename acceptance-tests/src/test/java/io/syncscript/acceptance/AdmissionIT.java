package io.syncscript.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.deployment.ClientKind;
import io.syncscript.acceptance.deployment.Deployment;
import io.syncscript.acceptance.deployment.SharedDeployment;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.ConnectionOptions;
import io.syncscript.acceptance.socket.JavaClient;
import io.syncscript.acceptance.socket.RawSocket;
import io.syncscript.acceptance.socket.RealtimeClient;
import io.syncscript.acceptance.socket.Transports;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Only who has a valid session gets in, and whoever is refused is told so and gets nothing. */
@ExtendWith(SharedDeployment.class)
class AdmissionIT {
    private final Deployment deployment;

    AdmissionIT(Deployment deployment) {
        this.deployment = deployment;
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhoHasNotLoggedInAndLetsThemInAfterwards(ClientKind kind) {
        assertRefused(kind, "");

        RealtimeClient client = deployment.connect(kind, deployment.outsider().loginAgain());
        JsonNode answer = client.request("vault:join", deployment.newVault());

        assertThat(answer.path("error").path("message").asString()).isEqualTo("Access denied to vault");
        assertThat(client.await("error").text("message")).isEqualTo("Access denied to vault");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAForgedSession(ClientKind kind) {
        byte[] invented = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);

        assertRefused(kind, Base64.getEncoder().encodeToString(invented));
        assertRefused(kind, "no-session");
    }

    @ParameterizedTest
    @EnumSource
    void refusesASessionThatWasLoggedOut(ClientKind kind) {
        RestUser user = deployment.viewer().loginAgain();
        String cookie = user.sessionCookie();
        user.logout().expecting(204);

        assertRefused(kind, cookie);
    }

    @ParameterizedTest
    @EnumSource
    void endsTheConnectionOfASessionThatIsLoggedOut(ClientKind kind) {
        RestUser user = deployment.viewer().loginAgain();
        RealtimeClient client = deployment.connect(kind, user, 1);

        user.logout().expecting(204);

        assertThat(client.await("disconnect").payload().asString()).isEqualTo("io server disconnect");
        assertThat(client.await("error").text("code")).isEqualTo("SESSION_ENDED");
    }

    @ParameterizedTest
    @EnumSource(Transports.class)
    void refusesOverEveryTransport(Transports transports) {
        RealtimeClient client =
                deployment.client(ClientKind.JAVA, new ConnectionOptions(deployment.frontDoor(), "", transports));

        client.open();

        assertUnauthorized(client.await("connect_error").payload());
    }

    @Test
    void refusesWhateverTheAuthPayloadSays() {
        ConnectionOptions noSession = new ConnectionOptions(deployment.gateway(0), "", Transports.DEFAULT);
        Map<String, String> claims = Map.of(
                "userId", deployment.owner().id(), "token", deployment.owner().sessionCookie());
        JavaClient client = deployment.closedAfterTest(new JavaClient(noSession, claims));

        client.open();

        assertUnauthorized(client.await("connect_error").payload());
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "40{}", "40{\"token\":\"x\"}", "40/,"})
    void refusesARawConnectAndServesNothingAfterIt(String connect) {
        String vaultId = deployment.newVault();
        RawSocket socket = deployment.closedAfterTest(RawSocket.open(deployment.gateway(0), ""));

        socket.send(connect);
        JsonNode refusal = JsonMapper.shared().readTree(socket.awaitFrame("44").substring(2));
        socket.send("420[\"vault:join\",\"" + vaultId + "\"]");
        socket.awaitClosed();

        assertUnauthorized(refusal);
        assertThat(socket.frames()).filteredOn(frame -> frame.startsWith("4")).hasSize(1);
    }

    @Test
    void servesNothingToWhoNeverSendsConnect() {
        String vaultId = deployment.newVault();
        RawSocket socket = deployment.closedAfterTest(
                RawSocket.open(deployment.gateway(0), deployment.viewer().sessionCookie()));

        socket.send("420[\"vault:join\",\"" + vaultId + "\"]");
        socket.awaitClosed();

        assertThat(socket.frames()).noneMatch(frame -> frame.startsWith("4"));
    }

    @Test
    void forgetsTheRefusedAndServesTheNextOnAllTransports() {
        for (Transports transports : Transports.values()) {
            for (URI gateway : List.of(deployment.gateway(0), deployment.gateway(1))) {
                RealtimeClient refused =
                        deployment.client(ClientKind.JAVA, new ConnectionOptions(gateway, "", transports));
                refused.open();
                refused.await("connect_error");
                ConnectionOptions valid =
                        ConnectionOptions.of(gateway, deployment.viewer()).over(transports);
                assertThat(deployment.connect(ClientKind.JAVA, valid).isConnected())
                        .isTrue();
            }
        }
    }

    private void assertRefused(ClientKind kind, String sessionCookie) {
        RealtimeClient client = deployment.client(
                kind, new ConnectionOptions(deployment.frontDoor(), sessionCookie, Transports.DEFAULT));

        client.open();

        assertUnauthorized(client.await("connect_error").payload());
        assertThat(client.isConnected()).isFalse();
        assertThat(client.heard("connect")).isEmpty();
    }

    private static void assertUnauthorized(JsonNode refusal) {
        assertThat(refusal.path("message").asString()).isEqualTo("UNAUTHORIZED");
        assertThat(refusal.path("data").path("code").asString()).isEqualTo("UNAUTHORIZED");
    }
}
