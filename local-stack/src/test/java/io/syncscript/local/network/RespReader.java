package io.syncscript.local.network;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts one direction of a Redis connection into frames. Knows what Redis sends, which is no streamed value and no attribute. */
final class RespReader {
    private final InputStream in;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    RespReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * The next frame, awaited; empty at the end of the stream.
     *
     * @throws EOFException when the stream ends within a frame
     */
    Optional<RespFrame> read() throws IOException {
        taken.reset();
        in.mark(1);
        if (in.read() < 0) {
            return Optional.empty();
        }
        in.reset();
        String head = line();
        char type = head.isEmpty() ? '\r' : head.charAt(0);
        List<String> items = items(type, head);
        return Optional.of(new RespFrame(type, items, taken.toByteArray()));
    }

    private List<String> items(char type, String head) throws IOException {
        if (Character.isLetter(type)) {
            return List.of(head.split(" ", -1));
        }
        List<String> items = new ArrayList<>();
        for (int left = elements(head); left > 0; left--) {
            items.add(element());
        }
        if (isBulk(head)) {
            bulk(head);
        }
        return List.copyOf(items);
    }

    /** Takes one element, with all that it contains; its text is empty where it contains elements. */
    private String element() throws IOException {
        String head = line();
        if (isBulk(head)) {
            return bulk(head);
        }
        int inner = elements(head);
        for (int left = inner; left > 0; left--) {
            String unused = element();
        }
        return inner < 0 ? head.substring(1) : "";
    }

    /** How many elements follow; negative where it is no aggregate or null. */
    private static int elements(String head) throws IOException {
        return switch (head.isEmpty() ? '\r' : head.charAt(0)) {
            case '*', '~', '>' -> length(head);
            case '%' -> 2 * length(head);
            default -> -1;
        };
    }

    private static boolean isBulk(String head) {
        return head.startsWith("$") || head.startsWith("=") || head.startsWith("!");
    }

    private String bulk(String head) throws IOException {
        int length = length(head);
        if (length < 0) {
            return "";
        }
        byte[] content = in.readNBytes(length + 2);
        if (content.length < length + 2) {
            throw new EOFException("The stream ended within a bulk string");
        }
        taken.write(content);
        return new String(content, 0, length, StandardCharsets.UTF_8);
    }

    private static int length(String head) throws IOException {
        try {
            return Integer.parseInt(head.substring(1));
        } catch (NumberFormatException e) {
            throw new IOException("No length: " + head, e);
        }
    }

    /** The next line without its end. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int last;
        do {
            last = in.read();
            if (last < 0) {
                throw new EOFException("The stream ended within a line");
            }
            line.write(last);
        } while (last != '\n');
        line.writeTo(taken);
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
