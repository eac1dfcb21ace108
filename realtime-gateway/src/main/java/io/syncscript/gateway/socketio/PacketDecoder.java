package io.syncscript.gateway.socketio;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads Socket.IO packets. Total: whatever a client sends gives a packet, {@link Packet.Malformed} at worst. Thread-safe. */
final class PacketDecoder {
    /** Names that clients and servers give to events of their own; an application never sees them from a client. */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private final int maxAttachments;
    private final JsonMapper json;

    PacketDecoder(SocketIoProperties.Limits limits) {
        this.maxAttachments = limits.attachments();
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.jsonDepth())
                .maxTokenCount(limits.jsonTokens())
                .maxStringLength(Math.toIntExact(limits.maxPayload().toBytes()))
                .build();
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(constraints).build();
        this.json = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** @param message the Engine.IO message without its type */
    Packet decode(String message) {
        PacketReader reader = new PacketReader(message);
        try {
            return decode(reader);
        } catch (PacketReader.Unreadable | JacksonException e) {
            return new Packet.Malformed(e.getClass().getSimpleName());
        }
    }

    private Packet decode(PacketReader reader) {
        return switch (reader.type()) {
            case '0' -> connect(reader);
            case '1' -> disconnect(reader);
            case '2' -> event(reader, 0);
            case '3' -> ack(reader, 0);
            case '5' -> binary(reader, true);
            case '6' -> binary(reader, false);
            default -> new Packet.Malformed("unknown packet type");
        };
    }

    private Packet connect(PacketReader reader) {
        String namespace = reader.namespace();
        JsonNode auth = payload(reader);
        return auth == null || auth.isObject()
                ? new Packet.Connect(namespace, auth)
                : new Packet.Malformed("auth is no object");
    }

    private static Packet disconnect(PacketReader reader) {
        String namespace = reader.namespace();
        return reader.rest().isEmpty()
                ? new Packet.Disconnect(namespace)
                : new Packet.Malformed("disconnect with a payload");
    }

    private Packet binary(PacketReader reader, boolean event) {
        int attachments = reader.attachments(maxAttachments);
        Packet packet = event ? event(reader, attachments) : ack(reader, attachments);
        boolean complete = attachments == 0 || packet instanceof Packet.Malformed;
        return complete ? packet : new Packet.Binary(packet, attachments);
    }

    private Packet event(PacketReader reader, int attachments) {
        String namespace = reader.namespace();
        long ackId = reader.ackId();
        JsonNode array = payload(reader);
        if (array == null || !array.isArray() || array.isEmpty()) {
            return new Packet.Malformed("event is no array");
        }
        JsonNode name = array.get(0);
        if (!(name.isString() || name.isNumber()) || RESERVED.contains(name.asString())) {
            return new Packet.Malformed("event name");
        }
        if (attachments > 0 && !Placeholder.allWithin(array, attachments)) {
            return new Packet.Malformed("placeholder");
        }
        List<JsonNode> args = new ArrayList<>(array.size() - 1);
        for (int i = 1; i < array.size(); i++) {
            args.add(array.get(i));
        }
        return new Packet.Event(namespace, ackId, name.asString(), args);
    }

    private Packet ack(PacketReader reader, int attachments) {
        String namespace = reader.namespace();
        long ackId = reader.ackId();
        JsonNode array = payload(reader);
        boolean sound = ackId != Packet.NO_ACK
                && array != null
                && array.isArray()
                && (attachments == 0 || Placeholder.allWithin(array, attachments));
        return sound ? new Packet.Ack(namespace) : new Packet.Malformed("acknowledgement");
    }

    private @Nullable JsonNode payload(PacketReader reader) {
        String rest = reader.rest();
        return rest.isEmpty() ? null : json.readTree(rest);
    }
}
