package io.syncscript.acceptance.fault;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.thread.EventThread;
import io.syncscript.acceptance.socket.ClientHttp;
import io.syncscript.acceptance.socket.ConnectionOptions;
import io.syncscript.model.session.SessionCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * One member who has the vault open, as a front-end would: on each connect it joins from the last revision that it saw, and what
 * is refused is tried again after a pause. Its state belongs to the library's event thread; the rest only reads it.
 */
final class FleetClient implements AutoCloseable {
    private static final long FIRST_JOIN = -1;
    private static final Duration RETRY = Duration.ofMillis(500);

    private final String name;
    private final String vaultId;
    private final Socket socket;
    private final ScheduledExecutorService retries;
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final List<String> incidents = new CopyOnWriteArrayList<>();
    private final AtomicInteger connection = new AtomicInteger();
    private volatile long joinedAt = FIRST_JOIN;
    private volatile long lastSeen;
    private volatile boolean joined;
    private final List<Absence> absences = new CopyOnWriteArrayList<>();
    private @Nullable Absence absence;
    private boolean announced;

    /** @param delay of the first attempt to reconnect, more or less by half */
    FleetClient(
            String name,
            String vaultId,
            ConnectionOptions connection,
            Duration delay,
            ScheduledExecutorService retries) {
        this.name = name;
        this.vaultId = vaultId;
        this.retries = retries;
        this.socket = IO.socket(connection.server(), options(connection, delay));
        socket.on(Socket.EVENT_CONNECT, args -> connected());
        socket.on(Socket.EVENT_DISCONNECT, args -> disconnected(String.valueOf(args[0])));
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> notConnected(args[0]));
        socket.onAnyIncoming(args -> hear(args));
    }

    private static IO.Options options(ConnectionOptions connection, Duration delay) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.transports = connection.transports().names().toArray(String[]::new);
        options.reconnectionDelay = delay.toMillis();
        options.reconnectionDelayMax = 4 * delay.toMillis();
        options.timeout = 5_000;
        options.callFactory = ClientHttp.SHARED;
        options.webSocketFactory = ClientHttp.SHARED;
        options.extraHeaders = Map.of("Cookie", List.of(SessionCookie.NAME + "=" + connection.sessionCookie()));
        return options;
    }

    void open() {
        socket.connect();
    }

    private void connected() {
        join(connection.incrementAndGet());
    }

    private void join(int wanted) {
        if (!socket.connected() || connection.get() != wanted) {
            return;
        }
        Object request =
                joinedAt == FIRST_JOIN ? vaultId : new JSONObject(Map.of("vaultId", vaultId, "revision", lastSeen));
        socket.emit("vault:join", new Object[] {request}, (Ack) answer -> joinAnswered(wanted, (JSONObject) answer[0]));
    }

    private void joinAnswered(int wanted, JSONObject answer) {
        if (!answer.optBoolean("ok")) {
            incident("join refused: " + answer.optJSONObject("error"));
            later(() -> join(wanted));
            return;
        }
        if (joinedAt == FIRST_JOIN) {
            lastSeen = answer.optLong("revision");
            joinedAt = lastSeen;
        } else if (!answer.optBoolean("recovered")) {
            incident("not recovered from " + lastSeen + ": " + answer);
        }
        joined = true;
        if (absence != null) {
            absences.add(absence.endedBy(Instant.now()));
            absence = null;
        }
    }

    private void disconnected(String reason) {
        joined = false;
        incident("disconnected: " + reason);
        if (absence == null) {
            absence = Absence.begun(Instant.now(), announced);
        }
        announced = false;
        if (reason.equals("io server disconnect")) {
            later(socket::connect);
        }
    }

    /** The library tries again by itself where the network failed, and leaves it to its user where the server refused. */
    private void notConnected(Object failure) {
        incident("not connected: " + failure);
        if (failure instanceof JSONObject) {
            later(socket::connect);
        }
    }

    private void hear(Object... args) {
        if (args.length > 1 && args[1] instanceof JSONObject payload && payload.has("eventId")) {
            Received event = new Received(payload.optLong("revision"), payload.optString("eventId"), Instant.now());
            received.add(event);
            lastSeen = Math.max(lastSeen, event.revision());
        } else if (args[0].equals("server:draining")) {
            announced = true;
        } else if (args[0].equals("error")) {
            incident("error: " + args[1]);
        }
    }

    private void later(Runnable action) {
        var unused = retries.schedule(() -> EventThread.exec(action), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void incident(String what) {
        incidents.add(Instant.now() + " " + what);
    }

    boolean isJoined() {
        return joined;
    }

    boolean hasSeen(long revision) {
        return lastSeen >= revision;
    }

    /** What it received and what happened to it until now. */
    ClientRecord toRecord() {
        return new ClientRecord(name, joinedAt, List.copyOf(received), List.copyOf(incidents), List.copyOf(absences));
    }

    @Override
    public void close() {
        socket.disconnect();
    }

    @Override
    public String toString() {
        return name + (joined ? " joined" : " away") + " at " + lastSeen + " " + incidents;
    }
}
