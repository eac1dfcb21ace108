package io.syncscript.gateway;

import static org.awaitility.Awaitility.await;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Socket.IO client that keeps all it receives. */
public final class TestClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** An event, or one of the client's own {@code connect}, {@code connect_error} and {@code disconnect}. */
    public record Received(String name, JsonNode payload, Instant at) {
        Received(String name, JsonNode payload) {
            this(name, payload, Instant.now());
        }
    }

    private TestClient(Socket socket) {
        this.socket = socket;
        socket.onAnyIncoming(args -> received.add(new Received(
                (String) args[0],
                args.length > 1 ? json(args[1]) : JsonMapper.shared().nullNode())));
        for (String own : List.of(Socket.EVENT_CONNECT, Socket.EVENT_CONNECT_ERROR, Socket.EVENT_DISCONNECT)) {
            socket.on(own, args -> received.add(new Received(own, ownArgument(args))));
        }
    }

    /** A client that has not connected yet. */
    public static TestClient of(URI uri, Map<String, String> headers, String... transports) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.timeout = PATIENCE.toMillis();
        if (transports.length > 0) {
            options.transports = transports;
        }
        options.extraHeaders = Map.copyOf(headers).entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
        return new TestClient(IO.socket(uri, options));
    }

    /** A connected client with that session. */
    public static TestClient connected(URI uri, String sessionId, String... transports) {
        TestClient client = of(uri, Map.of("Cookie", GatewayRedis.cookie(sessionId)), transports);
        client.connect();
        client.next(Socket.EVENT_CONNECT);
        return client;
    }

    public void connect() {
        socket.connect();
    }

    public boolean isConnected() {
        return socket.connected();
    }

    public void emit(String name, Object... args) {
        socket.emit(name, args);
    }

    /** Emits with a callback and waits for the acknowledgement. */
    public JsonNode ask(String name, Object... args) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        socket.emit(name, args, (Ack) acked -> answer.complete(json(acked[0])));
        return answer.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    public JsonNode join(String vaultId) {
        return ask("vault:join", vaultId);
    }

    public JsonNode resume(String vaultId, long revision) {
        return ask("vault:join", object("vaultId", vaultId, "revision", revision));
    }

    /** The first event of that name, once it is here. */
    public JsonNode next(String name) {
        await().atMost(PATIENCE).until(() -> !payloads(name).isEmpty());
        return payloads(name).getFirst();
    }

    /** The first event of that name with its time, once it is here. */
    public Received first(String name) {
        next(name);
        return received.stream()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public List<JsonNode> payloads(String name) {
        return received.stream()
                .filter(event -> event.name().equals(name))
                .map(Received::payload)
                .toList();
    }

    public List<String> names() {
        return received.stream().map(Received::name).toList();
    }

    /** The revisions of all vault events so far, in the order of their arrival; announcements have none of their own. */
    public List<Long> revisions() {
        return received.stream()
                .map(Received::payload)
                .filter(payload -> payload.has("eventId") && !payload.has("announced"))
                .map(payload -> payload.get("revision").longValue())
                .toList();
    }

    public void awaitRevisions(Long... revisions) {
        await().atMost(PATIENCE).until(() -> revisions().equals(Arrays.asList(revisions)));
    }

    public void forget() {
        received.clear();
    }

    /** An argument from names and values in turn. */
    public static JSONObject object(Object... namesAndValues) {
        try {
            JSONObject object = new JSONObject();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                object.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
            return object;
        } catch (JSONException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode ownArgument(Object... args) {
        if (args.length == 0) {
            return JsonMapper.shared().nullNode();
        }
        return args[0] instanceof Exception e ? JsonMapper.shared().valueToTree(e.toString()) : json(args[0]);
    }

    private static JsonNode json(Object value) {
        return value instanceof JSONObject || value instanceof JSONArray
                ? JsonMapper.shared().readTree(value.toString())
                : JsonMapper.shared().valueToTree(value);
    }

    @Override
    public void close() {
        socket.disconnect();
    }
}
