package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one user, address and connection may take, seen through a proxy on this machine. */
@ExtendWith(CleanRun.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuotaIT {
    private static final int PER_USER = 2;
    private static final int PER_ADDRESS = 5;
    private static final int HANDSHAKES = 20;
    private static final int MESSAGES = 50;

    private final TestApplication application = new TestApplication();
    private final SocketIoServer server = new SocketIoServer(
            TestServers.properties(),
            new QuotaProperties(List.of("127.0.0.0/8"), PER_USER, PER_ADDRESS, 1, HANDSHAKES, 1, MESSAGES),
            application,
            application);
    private final List<RawClient> clients = new ArrayList<>();

    @BeforeAll
    void start() {
        server.start();
    }

    @AfterEach
    void closeClients() throws Exception {
        for (RawClient client : clients) {
            client.close();
        }
        clients.clear();
        await().until(() -> server.connectionCount() == 0);
    }

    @AfterAll
    void stop() {
        server.stop();
    }

    @Test
    void refusesOneConnectionTooManyOfAnAddressAndNoOther() throws Exception {
        for (int i = 0; i < PER_ADDRESS; i++) {
            assertThat(open("198.51.100.1")).startsWith("HTTP/1.1 101 ");
        }
        assertThat(open("198.51.100.1")).startsWith("HTTP/1.1 429 ").containsIgnoringCase("\r\nretry-after: ");
        HttpResponse<String> polling = poll("198.51.100.1");
        assertThat(polling.statusCode()).isEqualTo(429);
        assertThat(polling.headers().firstValueAsLong("retry-after").orElse(0)).isPositive();
        assertThat(polling.body()).isEqualTo("{\"code\":3,\"message\":\"Too many requests\"}");
        assertThat(open("198.51.100.2")).startsWith("HTTP/1.1 101 ");
        clients.getFirst().close();
        await().until(() -> open("198.51.100.1").startsWith("HTTP/1.1 101 "));
    }

    @Test
    void refusesHandshakesThatComeTooFast() throws Exception {
        for (int i = 0; i < HANDSHAKES; i++) {
            open("198.51.100.3");
            clients.removeLast().close();
            await().until(() -> server.connectionCount() == 0);
        }
        assertThat(open("198.51.100.3")).startsWith("HTTP/1.1 429 ");
        assertThat(open("198.51.100.4")).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void refusesTheSocketsThatAreOneUsersTooMany() throws Exception {
        for (int i = 0; i < PER_USER; i++) {
            assertThat(connect("198.51.100.5", "one user#" + i)).startsWith("40{");
        }
        assertThat(connect("198.51.100.5", "one user"))
                .isEqualTo("44{\"message\":\"RATE_LIMITED\",\"data\":{\"code\":\"RATE_LIMITED\"}}");
        assertThat(clients.getLast().isClosed()).isTrue();
        assertThat(connect("198.51.100.5", "another user")).startsWith("40{");
    }

    @Test
    void countsNothingAgainstTheOperatorsOwnAddresses() throws Exception {
        for (int i = 0; i < HANDSHAKES + PER_ADDRESS; i++) {
            clients.add(RawClient.connect(server.port(), "load#" + i));
        }
        assertThat(server.sockets()).hasSize(HANDSHAKES + PER_ADDRESS);
    }

    @Test
    void refusesEventsThatComeTooFastAndThenTheClient() throws Exception {
        RawClient client = RawClient.connect(server.port(), "flood");
        clients.add(client);
        for (int i = 1; i < MESSAGES; i++) {
            client.send("421[\"event\"]");
            assertThat(client.text()).isEqualTo("431[]");
        }
        client.send("421[\"event\"]");
        await().pollInSameThread().until(() -> {
            client.send("421[\"event\"]");
            return client.text().equals("42[\"excess\"]");
        });
        for (int i = 0; i < MESSAGES; i++) {
            client.send("421[\"event\"]");
        }
        assertThat(client.isClosed()).isTrue();
        await().until(() -> application.disconnected.get("flood") == DisconnectReason.RATE_LIMITED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "6", "430[]", "40/unknown,"})
    void endsAFloodOfAnything(String packet) throws Exception {
        String token = "flood of " + packet;
        flood(token, client -> client.send(packet));
    }

    @ParameterizedTest
    @ValueSource(ints = {RawClient.FINAL | RawClient.PING, RawClient.FINAL | RawClient.PONG})
    void endsAFloodOfControlFrames(int head) throws Exception {
        flood("flood of frames " + head, client -> client.frame(head, new byte[100]));
    }

    @Test
    void takesNoMorePacketsInAPostThanItWouldServe() throws Exception {
        PollingClient client = PollingClient.connect(server.port(), "posted flood");
        assertThat(client.post("6" + "\u001e6".repeat(40_000)).statusCode()).isEqualTo(400);
        await().until(() -> application.disconnected.get("posted flood") == DisconnectReason.RATE_LIMITED);
    }

    private interface Attack {
        void go(RawClient client) throws Exception;
    }

    private void flood(String token, Attack attack) throws Exception {
        try (RawClient client = RawClient.connect(server.port(), token)) {
            for (int i = 0; i < 3 * MESSAGES; i++) {
                attack.go(client);
            }
            assertThat(client.isClosed()).isTrue();
        } catch (java.io.IOException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|pipe|abort).*");
        }
        await().until(() -> application.disconnected.containsKey(token));
        assertThat(application.disconnected.get(token))
                .isIn(DisconnectReason.RATE_LIMITED, DisconnectReason.PROTOCOL_ERROR);
    }

    /** The head of the answer to a websocket that a proxy opens for a client. */
    private String open(String address) throws Exception {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        return client.upgrade("EIO=4&transport=websocket", "X-Forwarded-For: " + address + "\r\n");
    }

    private String connect(String address, String token) throws Exception {
        open(address);
        RawClient client = clients.getLast();
        client.text();
        client.send("40{\"token\":\"" + token + "\"}");
        return client.text();
    }

    private HttpResponse<String> poll(String address) throws Exception {
        return PollingClient.send(
                PollingClient.request("http://127.0.0.1:" + server.port() + "/socket.io/?EIO=4&transport=polling")
                        .header("X-Forwarded-For", address));
    }
}
