package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The bodies of long polling: packets joined by a record separator, binary messages in Base64. */
final class PollingPayload {
    private static final char SEPARATOR = '\u001e';
    private static final char BINARY = 'b';
    /** Passes over line ends, which the Java client sends. */
    private static final Base64.Decoder BASE64 = Base64.getMimeDecoder();

    private PollingPayload() {}

    /**
     * The packets of a body, up to the first malformed one.
     *
     * @param max how many there may be; the next one is malformed
     */
    static List<EnginePacket> decode(ByteBuf body, int max) {
        return Utf8.decode(body)
                .map(text -> split(text, max))
                .orElseGet(() -> List.of(new EnginePacket.Malformed("UTF-8")));
    }

    static String encode(Iterable<Outbound> packets) {
        StringBuilder body = new StringBuilder();
        for (Outbound packet : packets) {
            if (!body.isEmpty()) {
                body.append(SEPARATOR);
            }
            switch (packet) {
                case Outbound.Text(String text) -> body.append(text);
                case Outbound.Binary(byte[] data) ->
                    body.append(BINARY).append(Base64.getEncoder().encodeToString(data));
            }
        }
        return body.toString();
    }

    private static List<EnginePacket> split(String body, int max) {
        List<EnginePacket> packets = new ArrayList<>(1);
        int start = 0;
        while (start <= body.length()) {
            int separator = body.indexOf(SEPARATOR, start);
            int end = separator < 0 ? body.length() : separator;
            EnginePacket packet = packets.size() < max
                    ? packet(body.substring(start, end))
                    : new EnginePacket.Malformed("too many packets");
            packets.add(packet);
            if (packet instanceof EnginePacket.Malformed) {
                break;
            }
            start = end + 1;
        }
        return packets;
    }

    private static EnginePacket packet(String text) {
        if (text.isEmpty() || text.charAt(0) != BINARY) {
            return EnginePacket.decode(text);
        }
        try {
            return new EnginePacket.BinaryMessage(BASE64.decode(text.substring(1)));
        } catch (IllegalArgumentException e) {
            return new EnginePacket.Malformed("Base64");
        }
    }
}
