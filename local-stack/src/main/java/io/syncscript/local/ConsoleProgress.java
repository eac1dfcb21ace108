package io.syncscript.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One line for each part, printed when it is up. */
final class ConsoleProgress implements Progress {
    private final PrintStream out;

    ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void starting(String part) {
        // The line that says when a part is up is enough: parts start side by side.
    }

    @Override
    public void ready(String part, Duration took) {
        out.printf(Locale.ROOT, "  %-18s %5.1f s%n", part, took.toMillis() / 1000.0);
    }
}
