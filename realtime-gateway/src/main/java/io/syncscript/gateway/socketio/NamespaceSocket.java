package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.transport.NamespaceClient;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client in a namespace. What is emitted from any thread is sent on the connection's home loop, in the order of the calls. */
final class NamespaceSocket implements ClientSocket {
    private static final Logger LOG = LoggerFactory.getLogger(NamespaceSocket.class);

    private final String id = PublicIds.next();
    private final SocketIoSession session;
    private final Connection connection;
    private final SocketListener listener;
    private final NamespaceClient client;
    private final String namespace;
    private final Object principal;
    private final Seats.Seat seat;
    private final List<CompletableFuture<Void>> draining = new ArrayList<>(0);
    private volatile boolean connected = true;

    NamespaceSocket(
            SocketIoSession session,
            SocketListener listener,
            Namespace registry,
            String namespace,
            Object principal,
            Seats.Seat seat) {
        this.session = session;
        this.connection = session.connection();
        this.listener = listener;
        this.client = connection.addNamespaceClient(registry);
        this.namespace = namespace;
        this.principal = principal;
        this.seat = seat;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Object principal() {
        return principal;
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    String namespace() {
        return namespace;
    }

    HomeLoop home() {
        return connection.home();
    }

    @Override
    public void emit(EncodedEvent event) {
        home().execute(() -> send(event));
    }

    @Override
    public CompletionStage<Void> drained() {
        CompletableFuture<Void> drained = new CompletableFuture<>();
        if (!home().execute(() -> completeWhenTaken(drained))) {
            drained.complete(null);
        }
        return drained;
    }

    private void completeWhenTaken(CompletableFuture<Void> drained) {
        if (!connected) {
            drained.complete(null);
            return;
        }
        draining.add(drained);
        connection.whenTaken(() -> {
            drained.complete(null);
            draining.removeIf(CompletableFuture::isDone);
        });
    }

    @Override
    public void disconnect(DisconnectReason reason) {
        home().execute(() -> {
            if (!connected) {
                return;
            }
            if (reason == DisconnectReason.SERVER_ENDED) {
                session.end(this);
            } else {
                connection.close(reason);
            }
        });
    }

    /** Sends the event; on the home loop. */
    void send(EncodedEvent event) {
        sendMessage(event.packet(namespace), event.attachments());
    }

    /**
     * Sends the event, which others get too; on the home loop.
     *
     * @param frames the event as websocket frames for the default namespace; still the caller's
     * @param last whether nothing is due behind it that could leave together with it
     */
    void send(EncodedEvent event, ByteBuf frames, boolean last) {
        if (!namespace.equals(Namespaces.DEFAULT)) {
            send(event);
        } else if (connected && last) {
            connection.sendNow(event, frames);
        } else if (connected) {
            connection.send(event, frames);
        }
    }

    /** Sends a Socket.IO packet and its attachments; on the home loop. */
    void sendMessage(String packet, Iterable<byte[]> attachments) {
        if (connected) {
            connection.send(new Outbound.Text(packet));
            attachments.forEach(data -> connection.send(new Outbound.Binary(data)));
        }
    }

    void onConnect() {
        tell(heard -> heard.onConnect(this));
    }

    void onEvent(Packet.Event packet) {
        Acknowledgement ack = new ClientAcknowledgement(this, packet.ackId());
        InboundEvent event = new InboundEvent(packet.name(), packet.args(), ack);
        if (connection.isOverBudget()) {
            tell(heard -> heard.onExcess(this, event));
        } else {
            tell(heard -> heard.onEvent(this, event));
        }
    }

    void onDisconnect(DisconnectReason reason) {
        connected = false;
        seat.release();
        client.onDisconnect();
        draining.forEach(drained -> drained.complete(null));
        tell(heard -> heard.onDisconnect(this, reason));
    }

    private void tell(Consumer<SocketListener> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException e) {
            LOG.error("The listener failed on socket {}", id, e);
            connection.close(DisconnectReason.INTERNAL_ERROR);
        }
    }

    @Override
    public String toString() {
        return "socket " + id;
    }
}
