package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.namespace.Namespace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Socket.IO over one connection: the namespaces that its client joins and leaves. A client that breaks the protocol loses the
 * connection, and so does one that stays in no namespace. Confined to the connection's home loop.
 */
final class SocketIoSession implements EngineHandler {
    private static final ConnectionAuthenticator.Refused INVALID_NAMESPACE =
            new ConnectionAuthenticator.Refused("Invalid namespace", JsonNodeFactory.instance.nullNode());

    /** So often may a client try to connect in vain. */
    private static final int MAX_REFUSALS = 5;

    private final SocketIoContext context;
    private final Connection connection;
    private final Map<String, NamespaceSocket> sockets = new HashMap<>(2);
    private final Map<String, Admission> admissions = new HashMap<>(2);
    private @Nullable BinaryAssembly assembly;
    private @Nullable Future<?> assemblyDeadline;
    private @Nullable Future<?> departure;
    private long departureDue;
    private int refusals;

    SocketIoSession(SocketIoContext context, Connection connection) {
        this.context = context;
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void onOpen() {
        expectConnect();
    }

    @Override
    public void onMessage(String text) {
        if (assembly == null) {
            receive(context.decoder().decode(text));
        } else {
            breach();
        }
    }

    @Override
    public void onMessage(byte[] data) {
        BinaryAssembly current = assembly;
        if (current == null || !current.add(data)) {
            breach();
        } else if (current.isComplete()) {
            endAssembly();
            receive(current.complete());
        }
    }

    @Override
    public List<Outbound> lastWords(DisconnectReason reason) {
        return context.listener().lastWord(reason).stream()
                .flatMap(event -> sockets.keySet().stream().map(event::packet))
                .<Outbound>map(Outbound.Text::new)
                .toList();
    }

    @Override
    public void onClose(DisconnectReason reason) {
        endAssembly();
        cancelDeparture();
        List.copyOf(admissions.values()).forEach(Admission::cancel);
        admissions.clear();
        List<NamespaceSocket> left = List.copyOf(sockets.values());
        sockets.clear();
        left.forEach(socket -> left(socket, reason));
    }

    private void receive(Packet packet) {
        switch (packet) {
            case Packet.Connect connect -> connect(connect);
            case Packet.Disconnect(String namespace) ->
                joined(namespace).ifPresentOrElse(socket -> leave(socket, DisconnectReason.CLIENT_LEFT), this::breach);
            case Packet.Event event ->
                joined(event.namespace()).ifPresentOrElse(socket -> socket.onEvent(event), this::breach);
            case Packet.Ack(String namespace) -> joined(namespace).ifPresentOrElse(socket -> {}, this::breach);
            case Packet.Binary binary -> assemble(binary);
            case Packet.Malformed malformed -> breach();
        }
    }

    private void assemble(Packet.Binary binary) {
        if (sockets.isEmpty()) {
            breach();
        } else {
            assembly = new BinaryAssembly(
                    binary, context.properties().limits().maxPayload().toBytes());
            assemblyDeadline = connection
                    .home()
                    .schedule(this::breach, context.properties().timeouts().request());
        }
    }

    private void endAssembly() {
        assembly = null;
        if (assemblyDeadline != null) {
            assemblyDeadline.cancel(false);
            assemblyDeadline = null;
        }
    }

    private void connect(Packet.Connect connect) {
        String name = connect.namespace();
        Optional<Namespace> namespace = context.namespaces().find(name);
        if (sockets.containsKey(name) || admissions.containsKey(name) || connection.isOverBudget()) {
            breach();
        } else if (namespace.isEmpty()) {
            connection.send(new Outbound.Text(PacketEncoder.refused(name, INVALID_NAMESPACE)));
        } else {
            Opening opening = connection.opening();
            Admission admission = new Admission(this, context, namespace.get(), name);
            admissions.put(name, admission);
            admission.begin(new Handshake(name, opening.cookies(), opening.remoteAddress(), connect.auth()));
        }
    }

    void accepted(Admission admission, NamespaceSocket socket) {
        admissions.remove(admission.namespace());
        cancelDeparture();
        sockets.put(socket.namespace(), socket);
        context.sockets().add(socket);
        connection.send(new Outbound.Text(PacketEncoder.connected(socket.namespace(), socket.id())));
        socket.onConnect();
    }

    void refused(Admission admission, ConnectionAuthenticator.Refused refused) {
        admissions.remove(admission.namespace());
        connection.send(new Outbound.Text(PacketEncoder.refused(admission.namespace(), refused)));
        if (++refusals == MAX_REFUSALS) {
            connection.close(DisconnectReason.NOT_CONNECTED);
        } else if (sockets.isEmpty()) {
            departBy(System.nanoTime()
                    + context.properties().timeouts().refused().toNanos());
        }
    }

    /** Ends one socket; the connection goes with the last one where the server ends it. */
    void end(NamespaceSocket socket) {
        if (sockets.get(socket.namespace()) == socket) {
            connection.send(new Outbound.Text(PacketEncoder.disconnect(socket.namespace())));
            leave(socket, DisconnectReason.SERVER_ENDED);
            if (sockets.isEmpty() && admissions.isEmpty()) {
                connection.close(DisconnectReason.SERVER_ENDED);
            }
        }
    }

    private void leave(NamespaceSocket socket, DisconnectReason reason) {
        sockets.remove(socket.namespace());
        left(socket, reason);
        if (sockets.isEmpty()) {
            expectConnect();
        }
    }

    private void left(NamespaceSocket socket, DisconnectReason reason) {
        context.sockets().remove(socket);
        socket.onDisconnect(reason);
    }

    private Optional<NamespaceSocket> joined(String namespace) {
        return Optional.ofNullable(sockets.get(namespace));
    }

    private void breach() {
        connection.close(DisconnectReason.PROTOCOL_ERROR);
    }

    private void expectConnect() {
        departureDue =
                System.nanoTime() + context.properties().timeouts().connect().toNanos();
        departBy(departureDue);
    }

    /** Asking to connect again and again gains no time. */
    private void departBy(long due) {
        cancelDeparture();
        departureDue = Math.min(departureDue - due, 0) + due;
        departure = connection.home().schedule(this::depart, Duration.ofNanos(departureDue - System.nanoTime()));
    }

    /** A client that is being authenticated stays until that is decided, which has a timeout of its own. */
    private void depart() {
        if (sockets.isEmpty() && admissions.isEmpty()) {
            connection.close(DisconnectReason.NOT_CONNECTED);
        }
    }

    private void cancelDeparture() {
        if (departure != null) {
            departure.cancel(false);
            departure = null;
        }
    }
}
