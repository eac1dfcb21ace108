package io.syncscript.local.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrontDoorWebSocketTest {
    private static final String UPGRADE = """
            GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
            Host: localhost\r
            Connection: keep-alive, Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    private final StubBackend api = new StubBackend("api");
    private final StubBackend gateway = new StubBackend("gateway");
    private final FrontDoor door = FrontDoor.open(0, api.uri(), List.of(gateway.uri()));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        door.close();
        List.of(api, gateway).forEach(StubBackend::close);
    }

    @Test
    void carriesMessagesBothWays() throws Exception {
        gateway.onWebSocket(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text)));
        Received received = new Received();

        WebSocket socket = connect(received);
        socket.sendText("one", true).join();
        socket.sendText("x".repeat(500_000), true).join();

        assertThat(received.text()).isEqualTo("echo one");
        assertThat(received.text()).isEqualTo("echo " + "x".repeat(500_000));
        socket.abort();
    }

    @Test
    void losesNothingThatTheGatewaySendsAtOnce() throws Exception {
        gateway.onWebSocket(socket -> socket.writeTextMessage("0{\"sid\":\"a\"}"));

        for (int i = 0; i < 200; i++) {
            Received received = new Received();
            WebSocket socket = connect(received);
            assertThat(received.text()).isEqualTo("0{\"sid\":\"a\"}");
            socket.abort();
        }
    }

    @Test
    void tellsTheGatewayWhoAskedAndUnderWhichName() throws Exception {
        BlockingQueue<ServerWebSocket> opened = new LinkedBlockingQueue<>();
        gateway.onWebSocket(opened::add);

        WebSocket socket = client.newWebSocketBuilder()
                .header("Cookie", "SESSION=abc")
                .header("Origin", "http://localhost:3000")
                .buildAsync(address(), new Received())
                .join();

        var headers = opened.take().headers();
        assertThat(headers.get("Host")).isEqualTo("localhost:" + door.uri().getPort());
        assertThat(headers.get("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(headers.get("Cookie")).isEqualTo("SESSION=abc");
        assertThat(headers.get("Origin")).isEqualTo("http://localhost:3000");
        socket.abort();
    }

    @Test
    void closesTheOtherSideWhenOneCloses() throws Exception {
        CountDownLatch closedAtGateway = new CountDownLatch(1);
        gateway.onWebSocket(socket -> {
            socket.closeHandler(closed -> closedAtGateway.countDown());
            socket.textMessageHandler(bye -> socket.close((short) 4000, "told to"));
        });
        WebSocket leaving = connect(new Received());
        leaving.abort();
        assertThat(closedAtGateway.await(5, TimeUnit.SECONDS)).isTrue();

        Received received = new Received();
        connect(received).sendText("bye", true).join();
        assertThat(received.closed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(received.closeCode.get()).isEqualTo(4000);
    }

    @Test
    void tellsTheClientWhenItsGatewayDies() throws Exception {
        gateway.onWebSocket(socket -> {});
        Received received = new Received();
        connect(received);

        gateway.close();

        assertThat(received.closed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void passesOnARefusedUpgrade() throws IOException {
        gateway.onRequest(request -> request.response()
                .setStatusCode(403)
                .putHeader("Content-Type", "application/json")
                .end("{\"code\":4}"));

        String answer = raw();

        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains("application/json")
                .endsWith("{\"code\":4}");
    }

    @Test
    void answersWithAProblemWhenNoGatewayIsThere() throws IOException {
        gateway.goAway();

        assertThat(raw()).startsWith("HTTP/1.1 503").contains("application/problem+json", "\"code\":\"UNAVAILABLE\"");
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> connect(new Received()))
                .withCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void leavesAClientThatDoesNotReadToItsGateway() {
        AtomicLong sent = new AtomicLong();
        BlockingQueue<ServerWebSocket> opened = new LinkedBlockingQueue<>();
        gateway.onWebSocket(socket -> {
            opened.add(socket);
            send(socket, sent);
        });

        WebSocket silent = client.newWebSocketBuilder()
                .buildAsync(address(), new WebSocket.Listener() {
                    @Override
                    public void onOpen(WebSocket opening) {
                        // Asks for no message, so none is read.
                    }
                })
                .join();

        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(20)).until(() -> {
            ServerWebSocket socket = opened.peek();
            return socket != null && socket.writeQueueFull();
        });
        assertThat(sent.get()).isLessThan(64L << 20);
        silent.abort();
    }

    /** Sends as fast as the other side takes it, without an end. */
    private static void send(ServerWebSocket socket, AtomicLong sent) {
        Buffer chunk = Buffer.buffer(new byte[64 * 1024]);
        while (!socket.writeQueueFull() && !socket.isClosed()) {
            sent.addAndGet(chunk.length());
            socket.writeBinaryMessage(chunk);
        }
        socket.drainHandler(drained -> send(socket, sent));
    }

    private WebSocket connect(Received received) {
        return client.newWebSocketBuilder().buildAsync(address(), received).join();
    }

    private URI address() {
        return URI.create("ws://localhost:" + door.uri().getPort() + "/socket.io/?EIO=4&transport=websocket");
    }

    private String raw() throws IOException {
        return RawClient.exchange(door.uri().getPort(), UPGRADE);
    }

    /** Collects whole text messages and the end of the connection. */
    private static final class Received implements WebSocket.Listener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final CountDownLatch closed = new CountDownLatch(1);
        private final AtomicInteger closeCode = new AtomicInteger();

        String text() throws InterruptedException {
            String text = texts.poll(5, TimeUnit.SECONDS);
            assertThat(text).as("a text message within 5 s").isNotNull();
            return text;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                texts.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            throw new IllegalStateException("nothing here sends binary");
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closeCode.set(status);
            closed.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.countDown();
        }
    }
}
