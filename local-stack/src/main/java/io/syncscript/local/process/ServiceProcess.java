package io.syncscript.local.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One of SyncScript's own processes, run from its packaged jar. It can be killed and started again on the same ports, with the
 * same log file. Not for concurrent use.
 */
public final class ServiceProcess implements AutoCloseable {
    /** Longer than a service's own graceful shutdown, so that only a hung one is killed. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(50);

    /** Of HTTP 1.1, because a server of websockets may take the offer of HTTP/2 for another upgrade and hang up. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private final Spec spec;
    private ChildProcess process;

    private ServiceProcess(Spec spec, ChildProcess process) {
        this.spec = spec;
        this.process = process;
    }

    /**
     * What it takes to start the process.
     *
     * @param uri where it serves clients
     * @param management where it serves its health
     */
    public record Spec(
            String name,
            URI uri,
            URI management,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path logFile) {
        public Spec {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }

        private ChildProcess launch() {
            return ChildProcess.start(name, command, environment, directory, logFile);
        }
    }

    /** Starts the process and returns at once; {@link #awaitReady} waits for it. */
    public static ServiceProcess start(Spec spec) {
        return new ServiceProcess(spec, spec.launch());
    }

    public String name() {
        return spec.name();
    }

    public URI uri() {
        return spec.uri();
    }

    /** The base address of the management port. */
    public URI management() {
        return spec.management();
    }

    public Path logFile() {
        return spec.logFile();
    }

    /** The process id; another one after {@link #restart()}. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until the readiness probe says yes.
     *
     * @throws StackFailure with the end of the log when the process has ended or {@code patience} is over
     */
    public void awaitReady(Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (!isReady()) {
            if (!process.isAlive()) {
                throw failure("ended with status " + process.exitStatus() + " before it was ready");
            }
            if (Instant.now().isAfter(deadline)) {
                throw failure("was not ready after " + patience.toSeconds() + " s");
            }
            pause();
        }
    }

    /** Whether the readiness probe says yes at this moment. */
    public boolean isReady() {
        HttpRequest probe = HttpRequest.newBuilder(spec.management().resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while " + name() + " was starting", e);
        }
    }

    /** SIGKILL: no shutdown hook of the process runs. Returns when it has ended. */
    public void kill() {
        process.kill();
    }

    /** SIGSTOP: connections stay open and nothing is answered until {@link #thaw()}. */
    public void freeze() {
        process.signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        process.signal("CONT");
    }

    /** SIGTERM, and SIGKILL where it does not end in time. Returns when it has ended. */
    public void stop() {
        process.stop(STOP_PATIENCE);
    }

    /** Stops the process where it runs, starts it again on the same ports and waits until it is ready. */
    public void restart() {
        stop();
        process = spec.launch();
        awaitReady(Duration.ofSeconds(90));
    }

    @Override
    public void close() {
        stop();
    }

    private StackFailure failure(String what) {
        return new StackFailure(name() + " " + what + ". The end of " + logFile() + ":\n" + LogTail.of(logFile(), 25));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while waiting", e);
        }
    }
}
