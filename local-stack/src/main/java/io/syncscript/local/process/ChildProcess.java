package io.syncscript.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that ends when it is told to and not before: Ctrl-C in the terminal reaches the launcher only, which then stops its
 * children in their order.
 */
public final class ChildProcess {
    /** A session of its own where the system has setsid; elsewhere at least the terminal's interrupt is ignored. */
    private static final String DETACH =
            "trap '' INT; if command -v setsid >/dev/null; then exec setsid \"$@\"; fi; exec \"$@\"";

    private final String name;
    private final Process process;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts a command with both its outputs appended to a file.
     *
     * @param environment added to this process's own
     */
    public static ChildProcess start(
            String name, List<String> command, Map<String, String> environment, Path directory, Path logFile) {
        ProcessBuilder builder = new ProcessBuilder(detached(name, command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(logFile.toFile()));
        builder.environment().putAll(environment);
        try {
            ChildProcess child = new ChildProcess(name, builder.start());
            Guardian.guard(child.pid(), "TERM");
            return child;
        } catch (IOException e) {
            throw new StackFailure(name + " could not be started: " + e.getMessage(), e);
        }
    }

    /** The command line that runs a command away from the terminal's signals, under the process id that it is started with. */
    static List<String> detached(String name, List<String> command) {
        List<String> detached = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, name));
        detached.addAll(command);
        return detached;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The exit status; meaningful once the process is no longer alive. */
    public int exitStatus() {
        return process.exitValue();
    }

    /** SIGTERM, and SIGKILL where the process is still there after {@code patience}. Returns when it has ended. */
    public void stop(Duration patience) {
        process.destroy();
        if (ended(patience)) {
            Guardian.release(pid());
        } else {
            kill();
        }
    }

    /** SIGKILL. Returns when the process has ended. */
    public void kill() {
        process.destroyForcibly();
        if (!ended(Duration.ofSeconds(10))) {
            throw new IllegalStateException(name + " (process " + pid() + ") cannot be killed");
        }
        Guardian.release(pid());
    }

    /**
     * Sends a signal that the process survives.
     *
     * @param signal without SIG, such as STOP
     */
    public void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException(name + " (process " + pid() + ") cannot be signalled");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while signalling " + name, e);
        }
    }

    private boolean ended(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return true;
        }
    }
}
