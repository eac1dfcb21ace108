package io.syncscript.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.deployment.ClientKind;
import io.syncscript.acceptance.deployment.Deployment;
import io.syncscript.acceptance.deployment.SharedDeployment;
import io.syncscript.acceptance.rest.RestAnswer;
import io.syncscript.acceptance.socket.ConnectionOptions;
import io.syncscript.acceptance.socket.RawSocket;
import io.syncscript.acceptance.socket.RealtimeClient;
import io.syncscript.acceptance.socket.ReceivedEvent;
import io.syncscript.acceptance.socket.Transports;
import io.syncscript.local.network.TcpLink;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Connecting, disconnecting and coming back, as a standard client sees it. */
@ExtendWith(SharedDeployment.class)
class LifecycleIT {
    /** What the user's plan asks of a reconnect. */
    private static final Duration RECONNECT_LIMIT = Duration.ofSeconds(2);

    private final Deployment deployment;

    LifecycleIT(Deployment deployment) {
        this.deployment = deployment;
    }

    @ParameterizedTest
    @EnumSource
    void connectsWithAValidSession(ClientKind kind) {
        RealtimeClient client = deployment.connect(kind, deployment.viewer());

        assertThat(client.id()).isNotEmpty();
        assertThat(client.heard()).extracting(ReceivedEvent::name).containsExactly("connect");
    }

    @ParameterizedTest
    @EnumSource
    void answersPingWithPongAndAcknowledgesIt(ClientKind kind) {
        RealtimeClient client = deployment.connect(kind, deployment.viewer());

        client.emit("ping");
        client.await("pong");
        client.request("ping");

        assertThat(client.heard("error")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void leavesAndComesBackOnItsOwnWish(ClientKind kind) {
        RealtimeClient client = deployment.connect(kind, deployment.viewer());
        String firstId = client.id();

        client.disconnect();
        assertThat(client.await("disconnect").payload().asString()).isEqualTo("io client disconnect");
        client.open();
        client.awaitConnected();

        assertThat(client.id()).isNotEqualTo(firstId);
        assertThat(client.heard()).extracting(ReceivedEvent::name).containsExactly("connect", "disconnect", "connect");
    }

    @ParameterizedTest
    @EnumSource
    void comesBackByItselfAfterANetworkInterruptionAndJoinsAgain(ClientKind kind) {
        String vaultId = deployment.newVault();
        TcpLink link = deployment.closedAfterTest(TcpLink.to(deployment.gateway(0)));
        RealtimeClient client = deployment.connect(
                kind, ConnectionOptions.of(link.uri(), deployment.viewer()).over(Transports.WEBSOCKET));
        client.join(vaultId);

        link.cut();
        assertThat(client.await("disconnect").payload().asString()).isIn("transport close", "transport error");
        Instant back = Instant.now();
        link.mend();
        client.await("reconnect");
        client.awaitConnected();
        client.join(vaultId);

        assertThat(Duration.between(back, Instant.now())).isLessThan(RECONNECT_LIMIT);
        assertThat(client.heard("reconnect_attempt")).isNotEmpty();
        RestAnswer marker = deployment.owner().addSource(vaultId, "Paper").expecting(201);
        client.awaitRevision(vaultId, marker.vaultRevision());
        assertThat(client.vaultEvents()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(ClientKind.class)
    void hearsNothingAfterAReconnectUntilItJoinsAgain(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient client = deployment.connect(kind, deployment.viewer());
        RealtimeClient other = deployment.connect(kind, deployment.contributor());
        client.join(vaultId);
        other.join(vaultId);

        client.disconnect();
        client.open();
        client.awaitConnected();
        RestAnswer unseen = deployment.owner().addSource(vaultId, "Unseen").expecting(201);
        other.awaitRevision(vaultId, unseen.vaultRevision());
        client.join(vaultId);
        RestAnswer marker = deployment.owner().addSource(vaultId, "Marker").expecting(201);
        client.awaitRevision(vaultId, marker.vaultRevision());

        assertThat(client.vaultEvents()).extracting(ReceivedEvent::revision).containsExactly(marker.vaultRevision());
    }

    @Test
    void hidesTheSessionOfTheTransportFromEveryoneElse() {
        RawSocket socket = deployment.closedAfterTest(
                RawSocket.open(deployment.gateway(0), deployment.viewer().sessionCookie()));
        socket.send("40");

        String engineSession = sid(socket.awaitFrame("0{"));
        String socketId = sid(socket.awaitFrame("40{").substring(1));

        assertThat(socketId).isNotEmpty().isNotEqualTo(engineSession);
    }

    @Test
    void servesTheBrowserClient() {
        for (URI server : List.of(deployment.frontDoor(), deployment.gateway(0), deployment.gateway(1))) {
            RestAnswer bundle = deployment
                    .anonymous()
                    .get(server.resolve("/socket.io/socket.io.js").toString())
                    .expecting(200);
            assertThat(bundle.header("Content-Type").orElse("")).contains("javascript");
            assertThat(bundle.body().asString()).startsWith("/*!\n * Socket.IO v4.8.");
        }
    }

    private static String sid(String frame) {
        return JsonMapper.shared().readTree(frame.substring(1)).path("sid").asString();
    }
}
