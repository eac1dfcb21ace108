package io.syncscript.doctor.access;

import java.io.IOException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A Socket.IO connection over a websocket of its own, let in to the default namespace. */
public final class SocketConnection implements AutoCloseable {
    private static final String PATH = "/socket.io/?EIO=4&transport=websocket";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String EVENT = "42";
    private static final String ACKNOWLEDGEMENT = "430";

    private final WebSocket socket;
    private final Frames frames;

    /**
     * A change of a vault as it arrived.
     *
     * @param nanoTime when it did, of {@link System#nanoTime()}
     */
    public record Change(long revision, long nanoTime) {}

    private SocketConnection(WebSocket socket, Frames frames) {
        this.socket = socket;
        this.frames = frames;
    }

    /**
     * Connects.
     *
     * @throws HandshakeException where the answer is no websocket
     * @throws RefusedException where the gateway does not let the session in
     */
    public static SocketConnection open(HttpAccess server, Session session) throws IOException, InterruptedException {
        SocketConnection connection = open(server, session, PATH);
        try {
            connection.expect("0{");
            connection.send("40");
            String answer = connection.expect("4");
            if (!answer.startsWith("40")) {
                throw new RefusedException(
                        Json.read(answer.substring(2)).path("message").asString("no reason"));
            }
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Asks for a connection over polling to go on over a websocket, as clients do first of all.
     *
     * @throws HandshakeException where the answer is no websocket
     * @throws IOException where it is one that does not know the connection
     */
    public static void probeUpgrade(HttpAccess server, Session session, PollingConnection polling)
            throws IOException, InterruptedException {
        try (SocketConnection connection = open(server, session, PATH + "&sid=" + polling.sid())) {
            connection.send("2probe");
            connection.expect("3probe");
        }
    }

    private static SocketConnection open(HttpAccess server, Session session, String path)
            throws IOException, InterruptedException {
        Frames frames = new Frames();
        try {
            WebSocket socket = server.webSocket()
                    .header("Cookie", session.cookieHeader())
                    .buildAsync(server.webSocketUri(path), frames)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new SocketConnection(socket, frames);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                int status = refused.getResponse().statusCode();
                throw new HandshakeException(status, "HTTP " + status);
            }
            throw new IOException("no websocket: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer to the websocket handshake in " + PATIENCE.toSeconds() + " s", e);
        }
    }

    /**
     * Joins a vault, or resumes it from a revision, and returns the revision at which the gateway says that the socket stands.
     *
     * @throws RefusedException where it may not
     */
    public long join(String vaultId, OptionalLong revision) throws IOException, InterruptedException {
        ObjectNode argument = JsonMapper.shared().createObjectNode().put("vaultId", vaultId);
        revision.ifPresent(last -> argument.put("revision", last));
        send(EVENT + "0"
                + JsonMapper.shared().createArrayNode().add("vault:join").add(argument));
        String frame = expect(ACKNOWLEDGEMENT);
        JsonNode answer = Json.read(frame.substring(ACKNOWLEDGEMENT.length())).path(0);
        if (!answer.path("ok").asBoolean(false)) {
            throw new RefusedException(answer.path("error").path("code").asString("no reason"));
        }
        if (revision.isPresent() && !answer.path("recovered").asBoolean(false)) {
            throw new RefusedException("recovered: false");
        }
        return answer.path("revision").asLong(0);
    }

    /** Waits for the change of that revision; empty where it did not come in that time. */
    public Optional<Change> await(long revision, Duration patience) throws IOException, InterruptedException {
        return frames.await(text -> revisionOf(text) == revision, patience)
                .map(frame -> new Change(revision, frame.nanoTime()));
    }

    /** The revisions of the changes so far, in the order in which they came. */
    public List<Long> revisions() {
        return frames.all().stream()
                .map(frame -> revisionOf(frame.text()))
                .filter(revision -> revision > 0)
                .toList();
    }

    /** Whether the gateway's ping comes in that time. */
    public boolean awaitPing(Duration patience) throws IOException, InterruptedException {
        return frames.await("2"::equals, patience).isPresent();
    }

    private static long revisionOf(String frame) {
        if (!frame.startsWith(EVENT + "[\"source:")) {
            return 0;
        }
        return JsonMapper.shared()
                .readTree(frame.substring(EVENT.length()))
                .path(1)
                .path("revision")
                .asLong(0);
    }

    private void send(String frame) throws IOException {
        try {
            socket.sendText(frame, true)
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IOException("the connection broke", e);
        }
    }

    private String expect(String start) throws IOException, InterruptedException {
        return frames.await(text -> text.startsWith(start), PATIENCE)
                .orElseThrow(() -> new IOException("no answer over the websocket in " + PATIENCE.toSeconds() + " s"))
                .text();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
