package io.syncscript.local.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import redis.embedded.Redis;
import redis.embedded.RedisServerBuilder;

/** An embedded Redis on the loopback address. */
public final class RedisServer implements AutoCloseable {
    private final Redis server;
    private final int port;

    private RedisServer(Redis server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param port 0 for any free port
     * @param dataDirectory where it keeps its data between runs; null to keep nothing
     */
    public static RedisServer start(int port, @Nullable Path dataDirectory) {
        int bound = port == 0 ? freePort() : port;
        RedisServerBuilder builder =
                new RedisServerBuilder().port(bound).setting("bind 127.0.0.1").setting("maxmemory 256mb");
        if (dataDirectory == null) {
            builder.setting("save \"\"").setting("appendonly no");
        } else {
            builder.setting("dir " + dataDirectory.toAbsolutePath())
                    .setting("appendonly yes")
                    .setting("appendfsync everysec");
        }
        RedisServer started = new RedisServer(builder.build(), bound);
        started.restart();
        return started;
    }

    /** Starts the server again on its port after {@link #stop()}. */
    public void restart() {
        server.start();
    }

    /** Stops the server; {@link #restart()} brings it back. */
    public void stop() {
        server.stop();
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
