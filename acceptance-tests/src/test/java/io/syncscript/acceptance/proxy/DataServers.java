package io.syncscript.acceptance.proxy;

import io.syncscript.acceptance.manifests.ProjectFiles;
import io.syncscript.local.process.ChildProcess;
import io.syncscript.local.process.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import redis.embedded.RedisExecProvider;

/** PostgreSQL and Redis, set up by the files that the compose file mounts into their containers. */
final class DataServers implements AutoCloseable {
    private static final String SECRETS = "/run/secrets";
    private static final String DATABASE = "syncscript";

    private final EmbeddedPostgres postgres;
    private final ChildProcess redis;
    private final int redisPort;

    private DataServers(EmbeddedPostgres postgres, ChildProcess redis, int redisPort) {
        this.postgres = postgres;
        this.redis = redis;
        this.redisPort = redisPort;
    }

    /** @param secrets the directory that holds one for each service */
    static DataServers start(ProjectFiles files, Path secrets, Path working) {
        try {
            // What the embedded server does without, for speed, and the image of PostgreSQL does not.
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setPort(Ports.free())
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            execute(postgres, "postgres", "create database " + DATABASE);
            LocalAddresses database = new LocalAddresses()
                    .replace(SECRETS, secrets.resolve("postgres").toString());
            execute(postgres, DATABASE, database.in(files.read("deploy/postgres/roles.sql")));
            int port = Ports.free();
            return new DataServers(postgres, redis(files, secrets, working, port), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int postgresPort() {
        return postgres.getPort();
    }

    int redisPort() {
        return redisPort;
    }

    @Override
    public void close() {
        redis.stop(Duration.ofSeconds(10));
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Connection database() {
        try {
            return postgres.getDatabase("postgres", DATABASE).getConnection();
        } catch (SQLException e) {
            throw new AssertionError("the database cannot be reached", e);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String database, String sql) {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError("the database was not set up", e);
        }
    }

    private static ChildProcess redis(ProjectFiles files, Path secrets, Path working, int port) throws IOException {
        Path data = Files.createDirectories(working.resolve("redis"));
        String configuration = new LocalAddresses()
                .replace("dir /data", "dir " + data)
                .replace(SECRETS, secrets.resolve("redis").toString())
                .replace("bind * -::*", "bind 127.0.0.1")
                .in(files.read("deploy/redis/redis.conf"));
        Path file = Files.writeString(data.resolve("redis.conf"), configuration);
        String server = RedisExecProvider.defaultProvider().get().getAbsolutePath();
        ChildProcess process = ChildProcess.start(
                "Redis",
                List.of(server, file.toString(), "--port", Integer.toString(port)),
                Map.of(),
                data,
                working.resolve("redis.log"));
        Awaitility.await("Redis asks for its password").until(() -> answer(port).startsWith("-NOAUTH"));
        return process;
    }

    private static String answer(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII);
        } catch (IOException notYet) {
            return "";
        }
    }
}
