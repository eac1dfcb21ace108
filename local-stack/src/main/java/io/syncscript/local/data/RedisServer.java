package io.syncscript.local.data;

import io.syncscript.local.process.ChildProcess;
import io.syncscript.local.process.Ports;
import io.syncscript.local.process.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;

/** An embedded Redis on the loopback address. Not for concurrent use. */
public final class RedisServer implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final int REPLY_TIMEOUT_MILLIS = 1_000;

    private final int port;
    private final List<String> command;
    private final Path workingDirectory;
    private final boolean temporary;
    private @Nullable ChildProcess process;

    private RedisServer(int port, List<String> command, Path workingDirectory, boolean temporary) {
        this.port = port;
        this.command = command;
        this.workingDirectory = workingDirectory;
        this.temporary = temporary;
    }

    /**
     * Starts a server and waits until it answers. Whoever starts it closes it.
     *
     * @param port 0 for any free port
     * @param dataDirectory where it keeps its data between runs; null to keep nothing
     */
    public static RedisServer start(int port, @Nullable Path dataDirectory) {
        int bound = port == 0 ? Ports.free() : port;
        try {
            Path directory = dataDirectory == null
                    ? Files.createTempDirectory("syncscript-redis-")
                    : Files.createDirectories(dataDirectory).toAbsolutePath();
            List<String> arguments = new ArrayList<>();
            arguments.addAll(List.of("--port", Integer.toString(bound), "--bind", "127.0.0.1"));
            arguments.addAll(List.of("--maxmemory", "256mb", "--save", ""));
            arguments.addAll(List.of("--appendonly", dataDirectory == null ? "no" : "yes"));
            return start(bound, arguments, directory, dataDirectory == null);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis could not be unpacked", e);
        }
    }

    /**
     * Starts a server that is told all by its command line, and waits until it answers, be it that it wants a password.
     *
     * @param temporary whether the directory goes with the server
     */
    static RedisServer start(int port, List<String> arguments, Path directory, boolean temporary) {
        try {
            List<String> command = new ArrayList<>();
            command.add(RedisExecProvider.defaultProvider().get().getAbsolutePath());
            command.addAll(arguments);
            RedisServer started = new RedisServer(port, command, directory, temporary);
            started.restart();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Redis could not be unpacked", e);
        }
    }

    /** Starts the server again on its port after {@link #stop()} or {@link #kill()} and waits until it answers. */
    public void restart() {
        if (process != null) {
            throw new IllegalStateException("Redis is already running on port " + port);
        }
        Path log = workingDirectory.resolve("redis.log");
        ChildProcess started = ChildProcess.start("Redis", command, Map.of(), workingDirectory, log);
        process = started;
        Instant deadline = Instant.now().plus(START_PATIENCE);
        while (!answers()) {
            if (!started.isAlive() || Instant.now().isAfter(deadline)) {
                stop();
                throw new StackFailure("Redis did not start on port " + port + "; its log is " + log);
            }
        }
    }

    /** Stops the server; {@link #restart()} brings it back. */
    public void stop() {
        if (process != null) {
            process.stop(STOP_PATIENCE);
            process = null;
        }
    }

    /** SIGKILL; {@link #restart()} brings it back, with an empty memory where it keeps no data. */
    public void kill() {
        running().kill();
        process = null;
    }

    /** SIGSTOP: connections stay open and nothing is answered until {@link #thaw()}. */
    public void freeze() {
        running().signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        running().signal("CONT");
    }

    /** Whether the server was started and neither stopped nor killed since; one that is frozen runs. */
    public boolean isRunning() {
        return process != null;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** The process id of the running server. */
    public long pid() {
        return running().pid();
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("Redis is stopped");
        }
        return process;
    }

    /** Stops the server for good. */
    @Override
    public void close() {
        stop();
        try {
            if (temporary) {
                FileTree.delete(workingDirectory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("What Redis left could not be deleted", e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), REPLY_TIMEOUT_MILLIS);
            socket.setSoTimeout(REPLY_TIMEOUT_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return answer.equals("+PONG") || answer.equals("-NOAU");
        } catch (IOException e) {
            return pauseAndSayNo();
        }
    }

    private static boolean pauseAndSayNo() {
        try {
            Thread.sleep(Duration.ofMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while Redis was starting", e);
        }
        return false;
    }
}
