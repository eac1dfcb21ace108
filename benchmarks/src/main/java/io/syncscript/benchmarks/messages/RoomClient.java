package io.syncscript.benchmarks.messages;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A Socket.IO client over websocket that opens one vault and counts the events of it. */
final class RoomClient implements WebSocket.Listener, AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String vaultId;
    private final CompletableFuture<RoomClient> joined = new CompletableFuture<>();
    private final AtomicInteger events = new AtomicInteger();
    private final StringBuilder packet = new StringBuilder();
    private volatile @Nullable WebSocket socket;

    private RoomClient(String vaultId) {
        this.vaultId = vaultId;
    }

    /** The stage ends when it is in the vault. A server that does not answer is asked again: the stock one forgets some. */
    static CompletableFuture<RoomClient> join(HttpClient http, URI gateway, String cookie, String vaultId) {
        return join(http, gateway, cookie, vaultId, ATTEMPTS);
    }

    private static CompletableFuture<RoomClient> join(
            HttpClient http, URI gateway, String cookie, String vaultId, int attempts) {
        RoomClient client = new RoomClient(vaultId);
        URI endpoint = URI.create("ws://" + gateway.getAuthority() + "/socket.io/?EIO=4&transport=websocket");
        return http.newWebSocketBuilder()
                .header("Cookie", cookie)
                .buildAsync(endpoint, client)
                .thenCompose(opened -> client.joined)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> {
                    client.close();
                    return attempts == 1
                            ? CompletableFuture.failedFuture(failure)
                            : join(http, gateway, cookie, vaultId, attempts - 1);
                });
    }

    int events() {
        return events.get();
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        packet.append(text);
        if (last) {
            received(from, packet.toString());
            packet.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void received(WebSocket from, String received) {
        if (received.startsWith("0")) {
            send(from, "40");
        } else if (received.equals("2")) {
            send(from, "3");
        } else if (received.startsWith("40")) {
            send(from, "42[\"vault:join\",\"" + vaultId + "\"]");
        } else if (received.startsWith("42[\"vault:joined\"")) {
            joined.complete(this);
        } else if (received.startsWith("42[\"source:created\"")) {
            events.incrementAndGet();
        } else {
            joined.completeExceptionally(new IllegalStateException("Not joined: " + received));
        }
    }

    private static void send(WebSocket to, String text) {
        CompletionStage<?> unused = to.sendText(text, true);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        joined.completeExceptionally(error);
    }

    @Override
    public void close() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
