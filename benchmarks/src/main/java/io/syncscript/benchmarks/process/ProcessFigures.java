package io.syncscript.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Reads {@code /proc} of one process; Linux only. The processor time is counted in clock ticks, 10 ms each on most systems. */
public final class ProcessFigures {
    private final Path directory;
    private final long ticksPerSecond;

    ProcessFigures(Path directory, long ticksPerSecond) {
        this.directory = directory;
        this.ticksPerSecond = ticksPerSecond;
    }

    public static ProcessFigures of(long pid) {
        return new ProcessFigures(Path.of("/proc", Long.toString(pid)), ClockTicks.PER_SECOND);
    }

    /** What all threads of the process have used since it started, in user and kernel mode. */
    public Duration cpuTime() {
        String stat = read("stat");
        // The second field is the command in parentheses, which may hold anything; the others follow it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return Duration.ofNanos(Math.multiplyExact(ticks, 1_000_000_000L) / ticksPerSecond);
    }

    /** The memory of the process that is in RAM, in bytes. */
    public long residentBytes() {
        return read("status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .map(kibibytes -> kibibytes * 1024)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(directory + " shows no resident memory"));
    }

    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("A process that is measured has gone: " + directory, e);
        }
    }
}
