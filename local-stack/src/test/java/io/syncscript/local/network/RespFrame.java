package io.syncscript.local.network;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** One whole value of the Redis protocol (RESP2 or RESP3): a command, a reply or a push. */
final class RespFrame {
    private final char type;
    private final List<String> items;
    private final byte[] bytes;

    /**
     * @param type the first byte
     * @param items of an array, set, map or push the text of its elements, empty for an element that has elements itself; of
     *     an inline command its words; else none
     * @param bytes all of it
     */
    RespFrame(char type, List<String> items, byte[] bytes) {
        this.type = type;
        this.items = items;
        this.bytes = bytes;
    }

    List<String> items() {
        return items;
    }

    /** The first item in lower case, which names a command, a push and, in RESP2, a message; empty where there is none. */
    String name() {
        return items.isEmpty() ? "" : items.getFirst().toLowerCase(Locale.ROOT);
    }

    boolean isPush() {
        return type == '>';
    }

    boolean isError() {
        return type == '-' || type == '!';
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
