package io.syncscript.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The unit in which the kernel counts processor time. */
final class ClockTicks {
    static final long PER_SECOND = ask();

    private ClockTicks() {}

    private static long ask() {
        try {
            Process getconf = new ProcessBuilder("getconf", "CLK_TCK").start();
            return Long.parseLong(
                    new String(getconf.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("getconf, which says how processor time is counted, cannot be run", e);
        }
    }
}
