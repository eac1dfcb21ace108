package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event encoded once, to be emitted to any number of sockets. Immutable. */
public final class EncodedEvent {
    private final String packet;
    private final int headLength;
    private final List<byte[]> attachments;

    private EncodedEvent(String array, List<byte[]> attachments) {
        String head = PacketEncoder.eventHead(attachments.size());
        this.packet = head + array;
        this.headLength = head.length();
        this.attachments = attachments;
    }

    /**
     * An event with one argument.
     *
     * @param payloadJson the argument as JSON text, sent as it stands
     */
    public static EncodedEvent of(String name, String payloadJson) {
        String quoted = JsonMapper.shared().writeValueAsString(name);
        return new EncodedEvent("[" + quoted + "," + payloadJson + "]", List.of());
    }

    /** An event with any number of arguments; each {@link tools.jackson.databind.node.BinaryNode} travels as an attachment. */
    public static EncodedEvent of(String name, List<JsonNode> args) {
        PacketEncoder.Arguments encoded = PacketEncoder.event(name, args);
        return new EncodedEvent(encoded.array(), encoded.attachments());
    }

    /** About how many bytes the event takes on its way to a client. */
    public int size() {
        return Outbound.OVERHEAD
                + packet.length()
                + attachments.stream().mapToInt(attachment -> attachment.length).sum();
    }

    /** The Engine.IO message that carries the event to a socket of that namespace; {@link #attachments} follow it. */
    String packet(String namespace) {
        return namespace.equals(Namespaces.DEFAULT)
                ? packet
                : packet.substring(0, headLength) + PacketEncoder.prefix(namespace) + packet.substring(headLength);
    }

    List<byte[]> attachments() {
        return attachments;
    }

    /** The event for the default namespace as websocket frames; the caller owns the buffer. */
    ByteBuf frames(ByteBufAllocator allocator) {
        return WebSocketFrames.message(allocator, packet, attachments);
    }
}
