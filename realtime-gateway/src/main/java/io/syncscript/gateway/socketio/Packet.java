package io.syncscript.gateway.socketio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A Socket.IO packet as a client sent it; everything that a client can send decodes to one of these. */
sealed interface Packet {
    /** Asks to join a namespace. */
    record Connect(String namespace, @Nullable JsonNode auth) implements Packet {}

    /** Leaves a namespace. */
    record Disconnect(String namespace) implements Packet {}

    /**
     * Emits an event.
     *
     * @param ackId the id to acknowledge with, or {@link #NO_ACK}
     */
    record Event(String namespace, long ackId, String name, List<JsonNode> args) implements Packet {}

    /** Answers an event of the server. This server asks for no acknowledgement, so there is nothing to look up. */
    record Ack(String namespace) implements Packet {}

    /**
     * The text of a binary packet.
     *
     * @param packet an {@link Event} or {@link Ack} with placeholders
     * @param attachments how many binary messages follow, at least one
     */
    record Binary(Packet packet, int attachments) implements Packet {}

    /** No packet of the protocol, or one beyond the limits. */
    record Malformed(String why) implements Packet {}

    long NO_ACK = -1;
}
