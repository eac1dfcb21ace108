package io.syncscript.gateway.room;

import io.syncscript.gateway.session.AuthenticatedUser;
import io.syncscript.gateway.socketio.ClientSocket;
import io.syncscript.gateway.socketio.DisconnectReason;
import io.syncscript.gateway.socketio.EncodedEvent;
import io.syncscript.gateway.socketio.EncodedEvents;
import io.syncscript.model.session.SessionPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A socket that keeps what it is sent. */
final class FakeSocket implements ClientSocket {
    private static final AtomicInteger IDS = new AtomicInteger();

    private final String id = "socket-" + IDS.incrementAndGet();
    private final AuthenticatedUser user;
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private volatile @Nullable DisconnectReason closedFor;
    private volatile CompletableFuture<Void> drained = CompletableFuture.completedFuture(null);

    FakeSocket(String userId) {
        this.user = new AuthenticatedUser("session-" + id, new SessionPrincipal(userId, userId + "@demo.com", "Name"));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Object principal() {
        return user;
    }

    @Override
    public boolean isConnected() {
        return closedFor == null;
    }

    @Override
    public void emit(EncodedEvent event) {
        if (isConnected()) {
            received.add(EncodedEvents.array(event));
        }
    }

    @Override
    public CompletionStage<Void> drained() {
        return drained.copy();
    }

    /** Takes nothing more until {@link #read}. */
    void stopReading() {
        drained = new CompletableFuture<>();
    }

    /** Takes all that was sent. */
    void read() {
        drained.complete(null);
    }

    @Override
    public void disconnect(DisconnectReason reason) {
        closedFor = reason;
        drained.complete(null);
    }

    Optional<DisconnectReason> closedFor() {
        return Optional.ofNullable(closedFor);
    }

    /** All events, each as an array of its name and its payload. */
    List<JsonNode> received() {
        return received;
    }

    /** The payloads of the events of that name. */
    List<JsonNode> payloads(String name) {
        return received.stream()
                .filter(event -> event.get(0).stringValue().equals(name))
                .map(event -> event.get(1))
                .toList();
    }

    List<String> names() {
        return received.stream().map(event -> event.get(0).stringValue()).toList();
    }

    /** The revisions of the vault events received, in the order of their arrival, announcements left out. */
    List<Long> revisions() {
        return received.stream()
                .filter(event -> event.get(1).has("eventId") && !event.get(1).has("announced"))
                .map(event -> event.get(1).get("revision").longValue())
                .toList();
    }
}
