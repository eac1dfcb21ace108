package io.syncscript.gateway.socketio;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Answers the callback of one event. */
final class ClientAcknowledgement implements Acknowledgement {
    private final NamespaceSocket socket;
    private final long id;
    private final AtomicBoolean answered;

    ClientAcknowledgement(NamespaceSocket socket, long id) {
        this.socket = socket;
        this.id = id;
        this.answered = new AtomicBoolean(id == Packet.NO_ACK);
    }

    @Override
    public boolean isRequested() {
        return id != Packet.NO_ACK;
    }

    @Override
    public void send(JsonNode... args) {
        if (answered.getAndSet(true)) {
            return;
        }
        PacketEncoder.Arguments encoded =
                PacketEncoder.arguments(JsonNodeFactory.instance.arrayNode().addAll(List.of(args)));
        String packet = PacketEncoder.acknowledgement(
                socket.namespace(), id, encoded.array(), encoded.attachments().size());
        socket.home().execute(() -> socket.sendMessage(packet, encoded.attachments()));
    }
}
