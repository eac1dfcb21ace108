package io.syncscript.acceptance.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.model.session.SessionCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A WebSocket that speaks Engine.IO by hand, for what no client library would do. Answers pings, as every client must. */
public final class RawSocket implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket webSocket;

    private RawSocket(WebSocket.Builder builder, URI uri, Consumer<String> observer) {
        this.webSocket = builder.buildAsync(uri, new Recorder(observer)).join();
    }

    /** Opens an Engine.IO session and waits for its first packet, but sends no CONNECT. */
    public static RawSocket open(URI server, String sessionCookie) {
        return open(server, sessionCookie, frame -> {});
    }

    /** The same; the observer sees every frame first, on a thread of the HTTP client. */
    public static RawSocket open(URI server, String sessionCookie, Consumer<String> observer) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
        if (!sessionCookie.isEmpty()) {
            builder.header("Cookie", SessionCookie.NAME + "=" + sessionCookie);
        }
        String query = "/socket.io/?EIO=4&transport=websocket";
        URI uri = URI.create("ws://" + server.getAuthority() + query);
        RawSocket socket = new RawSocket(builder, uri, observer);
        socket.awaitFrame("0{");
        return socket;
    }

    public void send(String frame) {
        webSocket.sendText(frame, true).join();
    }

    /** Waits for a frame that starts like this and returns it. */
    public String awaitFrame(String start) {
        Awaitility.await().until(() -> frames.stream().anyMatch(frame -> frame.startsWith(start)));
        return frames.stream()
                .filter(frame -> frame.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until the server has closed the connection. */
    public void awaitClosed() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(closed).isDone());
    }

    public List<String> frames() {
        return List.copyOf(frames);
    }

    @Override
    public void close() {
        webSocket.abort();
    }

    private final class Recorder implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();
        private final Consumer<String> observer;

        private Recorder(Consumer<String> observer) {
            this.observer = observer;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            socket.request(1);
            if (!last) {
                return null;
            }
            String frame = partial.toString();
            partial.setLength(0);
            observer.accept(frame);
            frames.add(frame);
            return frame.equals("2") ? socket.sendText("3", true) : null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.complete(0);
        }
    }
}
