package io.syncscript.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** The end of a log file, for the message that says why a process did not come up. */
final class LogTail {
    private LogTail() {}

    /** At most {@code lines} of them, each on a line of its own and indented; says so where there are none. */
    static String of(Path logFile, int lines) {
        Deque<String> tail = new ArrayDeque<>(lines);
        try (Stream<String> all = Files.lines(logFile, StandardCharsets.ISO_8859_1)) {
            all.forEach(line -> {
                if (tail.size() == lines) {
                    tail.removeFirst();
                }
                tail.addLast("    " + line);
            });
        } catch (IOException e) {
            return "    (no log: " + e.getMessage() + ")";
        }
        return tail.isEmpty() ? "    (the log is empty)" : String.join("\n", tail);
    }
}
