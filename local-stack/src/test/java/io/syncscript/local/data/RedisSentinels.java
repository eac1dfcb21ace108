package io.syncscript.local.data;

import io.syncscript.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A master, its replica, and three sentinels that put the one in the place of the other. All want passwords. */
public final class RedisSentinels implements AutoCloseable {
    /** What sentinels want. */
    public static final String SENTINEL_PASSWORD = "sentinel-password";

    private static final String PASSWORD = "master-password";
    private static final String MASTER = "syncscript";

    private final RedisServer master;
    private final RedisServer replica;
    private final List<RedisServer> sentinels;

    private RedisSentinels(RedisServer master, RedisServer replica, List<RedisServer> sentinels) {
        this.master = master;
        this.replica = replica;
        this.sentinels = sentinels;
    }

    /** Starts all servers and returns when the sentinels know each other and the replica. */
    public static RedisSentinels start() {
        RedisServer master = startServer("");
        RedisServer replica = startServer(" --replicaof 127.0.0.1 " + master.port());
        List<RedisServer> sentinels = IntStream.range(0, 3)
                .mapToObj(index -> startSentinel(master.port()))
                .toList();
        RedisSentinels started = new RedisSentinels(master, replica, sentinels);
        RedisConsole.await("the sentinels to know all", () -> sentinels.stream().allMatch(RedisSentinels::knowsAll));
        return started;
    }

    private static RedisServer startServer(String role) {
        int port = Ports.free();
        String arguments = "--port %d --bind 127.0.0.1 --save  --requirepass %s --masterauth %s"
                .formatted(port, PASSWORD, PASSWORD);
        return RedisServer.start(port, List.of((arguments + role).split(" ")), directory(), true);
    }

    private static RedisServer startSentinel(int masterPort) {
        int port = Ports.free();
        String configuration = """
                port %d
                bind 127.0.0.1
                requirepass %s
                sentinel sentinel-pass %s
                sentinel monitor %s 127.0.0.1 %d 2
                sentinel auth-pass %s %s
                sentinel down-after-milliseconds %s 1000
                sentinel failover-timeout %s 5000
                """.formatted(
                port, SENTINEL_PASSWORD, SENTINEL_PASSWORD, MASTER, masterPort, MASTER, PASSWORD, MASTER, MASTER);
        try {
            Path directory = directory();
            Path file = Files.writeString(directory.resolve("sentinel.conf"), configuration);
            return RedisServer.start(port, List.of(file.toString(), "--sentinel"), directory, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("syncscript-redis-sentinel-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean knowsAll(RedisServer sentinel) {
        String known = RedisConsole.ask(sentinel.port(), SENTINEL_PASSWORD, "INFO sentinel");
        return known.contains("status=ok") && known.contains("slaves=1,sentinels=3");
    }

    /** As {@code SYNCSCRIPT_REDIS_URL} takes it. */
    public String url() {
        return "redis-sentinel://:" + PASSWORD + "@"
                + sentinels.stream()
                        .map(sentinel -> "127.0.0.1:" + sentinel.port())
                        .collect(Collectors.joining(","))
                + "#" + MASTER;
    }

    /** The server that was the master at the start. */
    public RedisServer firstMaster() {
        return master;
    }

    /** Waits until the replica has taken the first master's place. */
    public void awaitFailover() {
        RedisConsole.await(
                "the replica to be the master",
                () -> RedisConsole.ask(replica.port(), PASSWORD, "ROLE").startsWith("master"));
    }

    @Override
    public void close() {
        sentinels.forEach(RedisServer::close);
        replica.close();
        master.close();
    }
}
