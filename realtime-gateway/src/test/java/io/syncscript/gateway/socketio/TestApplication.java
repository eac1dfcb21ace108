package io.syncscript.gateway.socketio;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An application that echoes, and lets in whoever says a token that is not one of its own words. */
final class TestApplication implements ConnectionAuthenticator, SocketListener {
    /** The authenticator never answers. */
    static final String SILENT = "silent";
    /** The authenticator fails, later or at once. */
    static final String FAILING = "failing";

    static final String THROWING = "throwing";

    final List<Handshake> handshakes = new CopyOnWriteArrayList<>();
    final List<InboundEvent> events = new CopyOnWriteArrayList<>();
    final Map<String, ClientSocket> connected = new ConcurrentHashMap<>();
    final Map<String, DisconnectReason> disconnected = new ConcurrentHashMap<>();

    /** The socket that connected with the token, when it has. */
    ClientSocket socket(String token) {
        return await().until(() -> connected.get(token), Objects::nonNull);
    }

    @Override
    public CompletionStage<Decision> authenticate(Handshake handshake) {
        handshakes.add(handshake);
        return switch (token(handshake.auth())) {
            case "" -> CompletableFuture.completedStage(refused("UNAUTHORIZED"));
            case SILENT -> new CompletableFuture<>();
            case FAILING -> CompletableFuture.failedStage(new IllegalStateException("no session store"));
            case THROWING -> throw new IllegalStateException("no session store");
            case String token -> CompletableFuture.supplyAsync(() -> new Accepted(token, user(token)));
        };
    }

    @Override
    public Refused unavailable() {
        return refused("AUTHENTICATION_FAILED");
    }

    @Override
    public Refused overLimit() {
        return refused("RATE_LIMITED");
    }

    @Override
    public Set<String> credentialCookies() {
        return Set.of("SESSION");
    }

    @Override
    public void onConnect(ClientSocket socket) {
        connected.put((String) socket.principal(), socket);
        disconnected.remove((String) socket.principal());
    }

    @Override
    public void onEvent(ClientSocket socket, InboundEvent event) {
        if (event.name().equals("boom")) {
            throw new IllegalStateException("the application failed");
        }
        events.add(event);
        if (event.ack().isRequested()) {
            event.ack().send(event.args().toArray(JsonNode[]::new));
            event.ack().send(JsonNodeFactory.instance.stringNode("a second answer"));
        } else {
            socket.emit(EncodedEvent.of("echo", event.args()));
        }
    }

    @Override
    public void onExcess(ClientSocket socket, InboundEvent event) {
        socket.emit(EncodedEvent.of("excess", List.of()));
    }

    @Override
    public void onDisconnect(ClientSocket socket, DisconnectReason reason) {
        DisconnectReason before = disconnected.put((String) socket.principal(), reason);
        if (before != null) {
            throw new AssertionError("disconnected twice: " + before + ", " + reason);
        }
    }

    @Override
    public Optional<EncodedEvent> lastWord(DisconnectReason reason) {
        return Optional.of(EncodedEvent.of("last word", "\"" + reason + "\""));
    }

    /** Tokens that differ behind the hash only are one user's. */
    private static String user(String token) {
        return token.replaceFirst("#.*", "");
    }

    private static String token(@Nullable JsonNode auth) {
        return auth == null ? "" : auth.path("token").asString("");
    }

    private static Refused refused(String code) {
        return new Refused(code, JsonNodeFactory.instance.objectNode().put("code", code));
    }
}
