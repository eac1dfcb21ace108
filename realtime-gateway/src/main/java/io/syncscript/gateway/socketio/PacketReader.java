package io.syncscript.gateway.socketio;

/** Reads the head of a Socket.IO packet, part by part, up to its JSON payload. */
final class PacketReader {
    private static final int MAX_ATTACHMENT_DIGITS = 4;
    /** The digits of 2^53 - 1, the largest id that a JavaScript client can count to. */
    private static final int MAX_ACK_DIGITS = 16;

    private final String packet;
    private int position;

    PacketReader(String packet) {
        this.packet = packet;
    }

    /** The text at the position is not what must stand there. */
    static final class Unreadable extends RuntimeException {
        Unreadable(String why) {
            super(why, null, false, false);
        }
    }

    char type() {
        if (packet.isEmpty()) {
            throw new Unreadable("empty packet");
        }
        return packet.charAt(position++);
    }

    int attachments(int max) {
        int digits = digits(MAX_ATTACHMENT_DIGITS);
        if (digits == 0 || position + digits >= packet.length() || packet.charAt(position + digits) != '-') {
            throw new Unreadable("attachment count");
        }
        int count = Integer.parseInt(packet, position, position + digits, 10);
        if (count > max) {
            throw new Unreadable("too many attachments");
        }
        position += digits + 1;
        return count;
    }

    String namespace() {
        if (position == packet.length() || packet.charAt(position) != '/') {
            return Namespaces.DEFAULT;
        }
        int comma = packet.indexOf(',', position);
        int end = comma < 0 ? packet.length() : comma;
        String namespace = packet.substring(position, end);
        position = comma < 0 ? end : end + 1;
        return namespace;
    }

    long ackId() {
        int digits = digits(MAX_ACK_DIGITS);
        if (digits == 0) {
            return Packet.NO_ACK;
        }
        long id = Long.parseLong(packet, position, position + digits, 10);
        position += digits;
        return id;
    }

    String rest() {
        return packet.substring(position);
    }

    /** How many digits stand at the position. */
    private int digits(int max) {
        int end = position;
        while (end < packet.length() && packet.charAt(end) >= '0' && packet.charAt(end) <= '9') {
            if (++end - position > max) {
                throw new Unreadable("too many digits");
            }
        }
        return end - position;
    }
}
