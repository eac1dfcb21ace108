package io.syncscript.gateway.socketio;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A binary packet whose attachments are still arriving. */
final class BinaryAssembly {
    private final Packet.Binary header;
    private final List<byte[]> attachments;
    private long room;

    /** @param maxBytes how many bytes the attachments may have together */
    BinaryAssembly(Packet.Binary header, long maxBytes) {
        this.header = header;
        this.attachments = new ArrayList<>(header.attachments());
        this.room = maxBytes;
    }

    /** Takes the next attachment; false where it is too much. */
    boolean add(byte[] attachment) {
        room -= attachment.length;
        return room >= 0 && attachments.add(attachment);
    }

    boolean isComplete() {
        return attachments.size() == header.attachments();
    }

    /** The packet with its attachments in place. */
    Packet complete() {
        if (!(header.packet() instanceof Packet.Event event)) {
            return header.packet();
        }
        List<JsonNode> args = event.args().stream()
                .map(arg -> Placeholder.fill(arg, attachments))
                .toList();
        return new Packet.Event(event.namespace(), event.ackId(), event.name(), args);
    }
}
