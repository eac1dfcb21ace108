package io.syncscript.acceptance.socket;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.emitter.Emitter;
import io.socket.engineio.client.Transport;
import io.socket.engineio.parser.Packet;
import io.syncscript.model.session.SessionCookie;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** {@code io.socket:socket.io-client}. */
public final class JavaClient implements RealtimeClient {
    private final Socket socket;
    private final List<ReceivedEvent> heard = new CopyOnWriteArrayList<>();
    private volatile String transport = "none";

    /** Not connected yet. The reconnection delay is the client's default one, without its random part. */
    public JavaClient(ConnectionOptions connection) {
        this(connection, Map.of());
    }

    /** With an {@code auth} payload in its CONNECT, where that is not empty. */
    @SuppressWarnings("NullAway") // The library takes null for no auth payload and says so nowhere.
    public JavaClient(ConnectionOptions connection, Map<String, String> auth) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.transports = connection.transports().names().toArray(String[]::new);
        options.randomizationFactor = 0;
        options.callFactory = ClientHttp.SHARED;
        options.webSocketFactory = ClientHttp.SHARED;
        options.auth = auth.isEmpty() ? null : auth;
        if (!connection.sessionCookie().isEmpty()) {
            String cookie = SessionCookie.NAME + "=" + connection.sessionCookie();
            options.extraHeaders = Map.of("Cookie", List.of(cookie));
        }
        this.socket = IO.socket(connection.server(), options);
        record(socket, Socket.EVENT_CONNECT, Socket.EVENT_DISCONNECT, Socket.EVENT_CONNECT_ERROR);
        record(socket.io(), Manager.EVENT_RECONNECT_ATTEMPT, Manager.EVENT_RECONNECT);
        socket.onAnyIncoming(args -> hear(args[0].toString(), args.length > 1 ? args[1] : null));
        socket.io().on(Manager.EVENT_TRANSPORT, args -> follow((Transport) args[0]));
    }

    private void record(Emitter emitter, String... events) {
        for (String event : events) {
            emitter.on(event, args -> hear(event, args.length > 0 ? args[0] : null));
        }
    }

    private void hear(String event, @Nullable Object payload) {
        heard.add(new ReceivedEvent(event, payload == null ? MissingNode.getInstance() : toJson(payload)));
    }

    private void follow(Transport used) {
        used.on(Transport.EVENT_PACKET, args -> {
            if (Packet.MESSAGE.equals(((Packet<?>) args[0]).type)) {
                transport = used.name;
            }
        });
    }

    @Override
    public void open() {
        socket.connect();
    }

    @Override
    public void disconnect() {
        socket.disconnect();
    }

    @Override
    public boolean isConnected() {
        return socket.connected();
    }

    @Override
    public String id() {
        return socket.id();
    }

    @Override
    public String transport() {
        return transport;
    }

    @Override
    public void emit(String event, Object... args) {
        socket.emit(event, toLibrary(args));
    }

    @Override
    public JsonNode request(String event, Object... args) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        Ack ack = reply -> answer.complete(reply.length > 0 ? toJson(reply[0]) : MissingNode.getInstance());
        socket.emit(event, toLibrary(args), ack);
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(event + " was not acknowledged; heard " + heard, e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public List<ReceivedEvent> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        socket.disconnect();
    }

    private static Object[] toLibrary(Object... args) {
        return Stream.of(args).map(JavaClient::toLibrary).toArray();
    }

    /** Arguments as the library takes them: org.json for objects, arrays and null. */
    private static Object toLibrary(Object value) {
        JsonNode json = JsonMapper.shared().valueToTree(value);
        try {
            return Objects.requireNonNull(new JSONArray("[" + json + "]").get(0));
        } catch (JSONException e) {
            throw new IllegalArgumentException("no JSON: " + json, e);
        }
    }

    private static JsonNode toJson(Object value) {
        if (value instanceof JSONObject || value instanceof JSONArray) {
            return JsonMapper.shared().readTree(value.toString());
        }
        if (value instanceof Exception failure) {
            return toJson(failure);
        }
        return JSONObject.NULL.equals(value)
                ? JsonMapper.shared().nullNode()
                : JsonMapper.shared().valueToTree(value);
    }

    /** What the library gives for a transport that failed; for a refusal it gives the server's {@code {message, data}}. */
    private static JsonNode toJson(Exception failure) {
        return JsonMapper.shared().createObjectNode().put("message", String.valueOf(failure.getMessage()));
    }

    @Override
    public String toString() {
        return "the Java client " + socket.id();
    }
}
