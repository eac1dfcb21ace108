package io.syncscript.gateway.socketio;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DisconnectIT extends RunningServer {

    @Test
    void tellsAClientThatTheServerEndsIt() throws Exception {
        try (RawClient client = RawClient.connect(server.port(), "ended")) {
            ClientSocket socket = application.socket("ended");
            socket.emit(EncodedEvent.of("last", "1"));
            socket.disconnect(DisconnectReason.SERVER_ENDED);
            socket.emit(EncodedEvent.of("too late", "1"));
            assertThat(client.text()).isEqualTo("42[\"last\",1]");
            assertThat(client.text()).isEqualTo("41");
            assertThat(client.isClosed()).isTrue();
            assertThat(socket.isConnected()).isFalse();
        }
        await().until(() -> application.disconnected.get("ended") == DisconnectReason.SERVER_ENDED);
    }

    @Test
    void tellsAPollingClientWithItsNextPoll() throws Exception {
        PollingClient client = PollingClient.connect(server.port(), "ended polling");
        ClientSocket socket = application.socket("ended polling");
        socket.emit(EncodedEvent.of("last", "1"));
        socket.disconnect(DisconnectReason.SERVER_ENDED);
        await().until(() -> !socket.isConnected());
        assertThat(client.poll().body()).isEqualTo("42[\"last\",1]\u001e41");
        assertThat(client.poll().body()).isEqualTo("1");
        assertThat(client.poll().statusCode()).isEqualTo(400);
    }

    @Test
    void tellsAPollingClientThatWaitsAndEndsItsNextPoll() throws Exception {
        PollingClient client = PollingClient.connect(server.port(), "ended waiting");
        var poll = client.pollLater();
        ClientSocket socket = application.socket("ended waiting");
        socket.disconnect(DisconnectReason.SERVER_ENDED);
        assertThat(poll.get().body()).isEqualTo("41");
        assertThat(client.poll().body()).isEqualTo("1");
        assertThat(client.poll().statusCode()).isEqualTo(400);
    }

    @Test
    void drainsWithoutAWordSoThatTheClientComesBack() throws Exception {
        try (RawClient client = RawClient.connect(server.port(), "drained")) {
            application.socket("drained").disconnect(DisconnectReason.SERVER_DRAINING);
            assertThatThrownBy(client::text).isInstanceOf(EOFException.class);
            assertThat(client.isClosed()).isTrue();
        }
        PollingClient polling = PollingClient.connect(server.port(), "drained polling");
        var poll = polling.pollLater();
        application.socket("drained polling").disconnect(DisconnectReason.SERVER_DRAINING);
        assertThat(poll.get(5, SECONDS).body()).endsWith("1").doesNotContain("41");
    }

    @Test
    void closesAClientThatStaysAfterTheFarewell() throws Exception {
        try (RawClient client = RawClient.connect(server.port(), "silent farewell")) {
            application.socket("silent farewell").disconnect(DisconnectReason.SERVER_DRAINING);
            assertThatThrownBy(() -> client.skip(Long.MAX_VALUE)).isInstanceOf(EOFException.class);
            await().pollInterval(Duration.ofMillis(100)).until(() -> !client.canWrite());
        }
    }

    @Test
    void noticesWhenAClientLeaves() throws Exception {
        try (RawClient client = RawClient.connect(server.port(), "packet")) {
            client.send("41");
            await().until(() -> application.disconnected.get("packet") == DisconnectReason.CLIENT_LEFT);
        }
        try (RawClient client = RawClient.connect(server.port(), "frame")) {
            client.frame(RawClient.FINAL | RawClient.CLOSE, new byte[] {3, (byte) 0xE8});
            await().until(() -> application.disconnected.get("frame") == DisconnectReason.CLIENT_LEFT);
        }
        RawClient.connect(server.port(), "gone").close();
        await().until(() -> application.disconnected.get("gone") == DisconnectReason.TRANSPORT_CLOSED);
    }

    @Test
    void closesAClientThatDoesNotAnswerPings() throws Exception {
        Duration pause = Duration.ofMillis(200);
        SocketIoProperties impatient = TestServers.properties(TestServers.pinging(pause, pause));
        try (SocketIoServer pinging = new SocketIoServer(impatient, TestServers.QUOTAS, application, application)) {
            pinging.start();
            try (RawClient mute = RawClient.connect(pinging.port(), "mute");
                    RawClient answering = RawClient.connect(pinging.port(), "answering")) {
                for (int i = 0; i < 3; i++) {
                    assertThat(answering.anyText()).isEqualTo("2");
                    answering.send("3");
                }
                assertThat(mute.isClosed()).isTrue();
                await().until(() -> application.disconnected.get("mute") == DisconnectReason.PING_TIMEOUT);
                assertThat(application.socket("answering").isConnected()).isTrue();
            }
        }
    }
}
