package io.syncscript.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where the figures come from. */
public final class Machine {
    private Machine() {}

    /** One line: processors, memory, kernel, JDK and Node.js. */
    public static String describe() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %s RAM, Linux %s, JDK %s, Node.js %s",
                Runtime.getRuntime().availableProcessors(),
                value("/proc/cpuinfo", "model name"),
                mebibytes(value("/proc/meminfo", "MemTotal")),
                System.getProperty("os.version"),
                Runtime.version(),
                node());
    }

    /** The system's load averages over 1, 5 and 15 minutes. */
    public static String load() {
        return read("/proc/loadavg")
                .replaceFirst("^(\\S+) (\\S+) (\\S+) .*", "$1 $2 $3")
                .strip();
    }

    private static String value(String file, String key) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String mebibytes(String kibibytes) {
        return Long.parseLong(kibibytes.replaceAll("\\D", "")) / 1024 + " MiB";
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String node() {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            return new String(node.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException notInstalled) {
            return "none";
        }
    }
}
