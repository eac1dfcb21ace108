package io.syncscript.gateway.socketio;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The server that the official protocol suites are run against: echoes events, acknowledges, greets with the handshake's
 * {@code auth}. Arguments: port, ping interval and ping timeout in milliseconds, and {@code engine} for the bare Engine.IO echo.
 */
public final class ProtocolSuiteServer {
    private static final String CUSTOM_NAMESPACE = "/custom";

    private ProtocolSuiteServer() {}

    public static void main(String[] args) {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 3000;
        Duration pingInterval = Duration.ofMillis(args.length > 1 ? Long.parseLong(args[1]) : 300);
        Duration pingTimeout = Duration.ofMillis(args.length > 2 ? Long.parseLong(args[2]) : 200);
        boolean engine = args.length > 3 && args[3].equals("engine");
        SocketIoProperties properties =
                properties(port, engine ? "/engine.io/" : "/socket.io/", pingInterval, pingTimeout);
        SocketIoServer server = engine ? engine(properties) : socketIo(properties);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        System.out.println("listening on port " + server.port());
    }

    static SocketIoServer socketIo(SocketIoProperties properties) {
        return new SocketIoServer(
                properties, TestServers.QUOTAS, new AuthAsPrincipal(), new Echo(), Set.of(CUSTOM_NAMESPACE));
    }

    static SocketIoServer engine(SocketIoProperties properties) {
        return new SocketIoServer(properties, TestServers.QUOTAS, EngineEcho::new);
    }

    private static SocketIoProperties properties(int port, String path, Duration pingInterval, Duration pingTimeout) {
        Duration second = Duration.ofSeconds(1);
        return new SocketIoProperties(
                "127.0.0.1",
                port,
                path,
                List.of("*"),
                0,
                new SocketIoProperties.Timeouts(pingInterval, pingTimeout, second, second, second, second, second),
                new SocketIoProperties.Limits(
                        DataSize.ofBytes(1_000_000), DataSize.ofMegabytes(4), 32, 10_000, 10, 1_000));
    }

    /** Lets everybody in and keeps the {@code auth} payload. */
    private static final class AuthAsPrincipal implements ConnectionAuthenticator {
        @Override
        public CompletionStage<Decision> authenticate(Handshake handshake) {
            JsonNode auth = handshake.auth();
            return CompletableFuture.completedStage(
                    new Accepted(auth == null ? JsonNodeFactory.instance.objectNode() : auth, "anybody"));
        }

        @Override
        public Refused unavailable() {
            return new Refused("unavailable", JsonNodeFactory.instance.nullNode());
        }

        @Override
        public Refused overLimit() {
            return unavailable();
        }

        @Override
        public Set<String> credentialCookies() {
            return Set.of();
        }
    }

    private static final class Echo implements SocketListener {
        @Override
        public void onConnect(ClientSocket socket) {
            socket.emit("auth", (JsonNode) socket.principal());
        }

        @Override
        public void onEvent(ClientSocket socket, InboundEvent event) {
            if (event.ack().isRequested()) {
                event.ack().send(event.args().toArray(JsonNode[]::new));
            } else {
                socket.emit(EncodedEvent.of("message-back", event.args()));
            }
        }

        @Override
        public void onExcess(ClientSocket socket, InboundEvent event) {}

        @Override
        public void onDisconnect(ClientSocket socket, DisconnectReason reason) {}
    }

    private record EngineEcho(Connection connection) implements EngineHandler {
        @Override
        public void onOpen() {}

        @Override
        public void onMessage(String text) {
            connection.send(new Outbound.Text("4" + text));
        }

        @Override
        public void onMessage(byte[] data) {
            connection.send(new Outbound.Binary(data));
        }

        @Override
        public void onClose(DisconnectReason reason) {}
    }
}
