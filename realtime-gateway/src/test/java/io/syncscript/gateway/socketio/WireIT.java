package io.syncscript.gateway.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes over the wire, beyond what the official suites look at. */
class WireIT extends RunningServer {

    @Test
    void deliversEventsWithAllArgumentsHoweverLong() throws Exception {
        String longText = "é€😀".repeat(5_000);
        try (RawClient client = RawClient.connect(server.port(), "long")) {
            client.send("42[\"unregistered\",\"" + longText + "\",2,null]");
            assertThat(client.text()).isEqualTo("42[\"echo\",\"" + longText + "\",2,null]");
        }
    }

    @Test
    void putsFragmentsTogether() throws Exception {
        try (RawClient client = RawClient.connect(server.port(), "fragmented")) {
            client.frame(RawClient.TEXT, "421[\"a\",\"".getBytes(UTF_8));
            client.frame(RawClient.FINAL | RawClient.PING, "now".getBytes(UTF_8));
            client.frame(0, "bc".getBytes(UTF_8));
            client.frame(RawClient.FINAL, "\"]".getBytes(UTF_8));
            assertThat(client.pong()).isEqualTo("now".getBytes(UTF_8));
            assertThat(client.text()).isEqualTo("431[\"bc\"]");
        }
    }

    @Test
    void answersAnEventOnce() throws Exception {
        try (RawClient client = RawClient.connect(server.port(), "once")) {
            client.send("421[\"a\",1]");
            client.send("422[\"a\",2]");
            assertThat(client.text()).isEqualTo("431[1]");
            assertThat(client.text()).isEqualTo("432[2]");
        }
    }

    @Test
    void carriesAttachmentsBothWaysOverPolling() throws Exception {
        PollingClient client = PollingClient.connect(server.port(), "binary polling");
        String attachment = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
        client.post("451-[\"a\",{\"_placeholder\":true,\"num\":0}]\u001eb" + attachment);
        assertThat(client.poll().body())
                .isEqualTo("451-[\"echo\",{\"_placeholder\":true,\"num\":0}]\u001eb" + attachment);
        client.post("1");
    }

    @Test
    void losesNoneOfManyQueuedPackets() throws Exception {
        PollingClient client = PollingClient.connect(server.port(), "queued");
        ClientSocket socket = application.socket("queued");
        List<String> expected =
                IntStream.range(0, 500).mapToObj(i -> "42[\"n\"," + i + "]").toList();
        IntStream.range(0, 500).forEach(i -> socket.emit(EncodedEvent.of("n", String.valueOf(i))));
        StringBuilder received = new StringBuilder(client.poll().body());
        while (!received.toString().endsWith(expected.getLast())) {
            received.append('\u001e').append(client.poll().body());
        }
        assertThat(received.toString().split("\u001e", -1)).containsExactlyElementsOf(expected);
        client.post("1");
    }

    @Test
    void keepsTheOrderAcrossAnUpgrade() throws Exception {
        PollingClient polling = PollingClient.connect(server.port(), "upgrading");
        ClientSocket socket = application.socket("upgrading");
        CompletableFuture<Void> emitting = CompletableFuture.runAsync(() ->
                IntStream.range(0, 2_000).forEach(i -> socket.emit(EncodedEvent.of("n", String.valueOf(i)))));
        try (RawClient websocket = new RawClient(server.port())) {
            websocket.upgrade("EIO=4&transport=websocket&sid=" + polling.sid(), "");
            StringBuilder received = new StringBuilder(polling.poll().body());
            websocket.send("2probe");
            assertThat(websocket.text()).isEqualTo("3probe");
            received.append('\u001e').append(polling.poll().body());
            websocket.send("5");
            while (!received.toString().contains("42[\"n\",1999]")) {
                received.append('\u001e').append(websocket.text());
            }
            List<String> events = received.toString().lines().toList();
            assertThat(events.getFirst().split("\u001e", -1))
                    .filteredOn(packet -> !packet.equals("6"))
                    .containsExactly(IntStream.range(0, 2_000)
                            .mapToObj(i -> "42[\"n\"," + i + "]")
                            .toArray(String[]::new));
        }
        emitting.join();
    }

    @Test
    void servesManyClientsOverOneHttpConnection() throws Exception {
        try (RawClient proxy = new RawClient(server.port())) {
            List<String> sids = List.of(openOver(proxy), openOver(proxy), openOver(proxy));
            for (String sid : sids) {
                assertThat(over(proxy, "POST", sid, "40{\"token\":\"" + sid + "\"}"))
                        .isEqualTo("ok");
            }
            for (String sid : sids) {
                assertThat(over(proxy, "GET", sid, ""))
                        .contains(application.socket(sid).id());
                assertThat(over(proxy, "POST", sid, "42[\"a\",\"" + sid + "\"]"))
                        .isEqualTo("ok");
            }
            for (String sid : sids) {
                assertThat(over(proxy, "GET", sid, "")).isEqualTo("42[\"echo\",\"" + sid + "\"]");
                over(proxy, "POST", sid, "1");
            }
        }
    }

    @Test
    void endsAPollThatItsClientClosesMeanwhile() throws Exception {
        PollingClient client = PollingClient.connect(server.port(), "closing");
        var poll = client.pollLater();
        assertThat(client.post("1").body()).isEqualTo("ok");
        assertThat(poll.get(5, SECONDS).body()).isEqualTo("6");
        await().until(() -> application.disconnected.get("closing") == DisconnectReason.CLIENT_LEFT);
    }

    private static String openOver(RawClient proxy) throws Exception {
        String open = over(proxy, "GET", "", "");
        return open.replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
    }

    private static String over(RawClient proxy, String method, String sid, String body) throws Exception {
        proxy.write(method + " /socket.io/?EIO=4&transport=polling" + (sid.isEmpty() ? "" : "&sid=" + sid)
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        return proxy.body();
    }
}
