package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServerLifecycleIT {
    private final TestApplication application = new TestApplication();

    @Test
    void refusesNewConnectionsAndKeepsThoseItHas() throws Exception {
        try (SocketIoServer server = server(TestServers.properties());
                RawClient idle = idle(server);
                RawClient connected = RawClient.connect(server.port(), "before")) {
            PollingClient polling = PollingClient.connect(server.port(), "polling before");
            server.stopAccepting();
            idle.write("GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(idle.head()).startsWith("HTTP/1.1 503 ").contains("retry-after: 1\r\n");
            connected.send("421[\"a\"]");
            assertThat(connected.text()).isEqualTo("431[]");
            application.socket("polling before").emit(EncodedEvent.of("still", "1"));
            assertThat(polling.poll().body()).isEqualTo("42[\"still\",1]");
        }
    }

    @Test
    void saysThatItTakesNobodyToWhomAnotherServerMayKnow() throws Exception {
        try (SocketIoServer server = server(TestServers.properties());
                RawClient client = idle(server)) {
            String unknown = "GET /socket.io/?EIO=4&transport=polling&sid=" + UUID.randomUUID()
                    + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            client.write(unknown);
            assertThat(client.head()).startsWith("HTTP/1.1 400 ");
            client.skip(EngineError.UNKNOWN_SID.json().length());
            server.stopAccepting();
            client.write(unknown);
            assertThat(client.head()).startsWith("HTTP/1.1 503 ");
        }
    }

    @Test
    void endsWhatIsLeftWhenItStops() throws Exception {
        SocketIoServer server = server(TestServers.properties());
        try (RawClient client = RawClient.connect(server.port(), "left")) {
            assertThat(server.sockets())
                    .singleElement()
                    .satisfies(socket -> assertThat(socket.principal()).isEqualTo("left"));
            server.stop();
            assertThat(client.isClosed()).isTrue();
            await().until(() -> application.disconnected.get("left") == DisconnectReason.SERVER_DRAINING);
            assertThat(server.connectionCount()).isZero();
            server.stop();
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SocketIoProperties free = TestServers.properties();
            SocketIoProperties properties = new SocketIoProperties(
                    free.host(), taken.getLocalPort(), free.path(), List.of(), 1, free.timeouts(), free.limits());
            assertThatThrownBy(() -> server(properties))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void canBeStartedAgainOnThePortItHad() throws Exception {
        SocketIoProperties free = TestServers.properties();
        int port;
        try (SocketIoServer first = server(free);
                RawClient client = RawClient.connect(first.port(), "first")) {
            port = first.port();
            client.send("42[\"a\"]");
        }
        SocketIoProperties same =
                new SocketIoProperties(free.host(), port, free.path(), List.of(), 1, free.timeouts(), free.limits());
        try (SocketIoServer second = server(same)) {
            RawClient.connect(second.port(), "second").close();
        }
    }

    private SocketIoServer server(SocketIoProperties properties) {
        SocketIoServer server = new SocketIoServer(properties, TestServers.QUOTAS, application, application);
        server.start();
        return server;
    }

    /** An HTTP connection that the server has taken. */
    private static RawClient idle(SocketIoServer server) throws IOException {
        RawClient idle = new RawClient(server.port());
        idle.write("GET /elsewhere HTTP/1.1\r\nHost: localhost\r\n\r\n");
        idle.head();
        return idle;
    }
}
