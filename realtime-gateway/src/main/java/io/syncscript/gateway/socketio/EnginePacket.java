package io.syncscript.gateway.socketio;

/** An Engine.IO packet as a client sent it; everything that a client can send decodes to one of these. */
sealed interface EnginePacket {
    /** Closes the connection. */
    record Close() implements EnginePacket {}

    /** Asks over a new websocket whether it carries packets both ways; the one ping that a client may send. */
    record Probe() implements EnginePacket {}

    record Pong() implements EnginePacket {}

    record Message(String text) implements EnginePacket {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record BinaryMessage(byte[] data) implements EnginePacket {}

    /** Makes the probed websocket the connection's transport. */
    record Upgrade() implements EnginePacket {}

    record Noop() implements EnginePacket {}

    /** No packet of the protocol, or one that only servers send. */
    record Malformed(String why) implements EnginePacket {}

    /** Decodes a packet from its textual form, except a binary message. */
    static EnginePacket decode(String packet) {
        if (packet.isEmpty()) {
            return new Malformed("empty packet");
        }
        return switch (packet.charAt(0)) {
            case '1' -> new Close();
            case '2' -> packet.equals("2probe") ? new Probe() : new Malformed("ping of a client");
            case '3' -> new Pong();
            case '4' -> new Message(packet.substring(1));
            case '5' -> new Upgrade();
            case '6' -> new Noop();
            default -> new Malformed("unknown packet type");
        };
    }
}
