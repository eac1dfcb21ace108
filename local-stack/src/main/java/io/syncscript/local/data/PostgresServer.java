package io.syncscript.local.data;

import io.syncscript.local.process.Guardian;
import io.syncscript.local.process.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An embedded PostgreSQL on the loopback address, with the two roles that SyncScript's processes log in with. Not for
 * concurrent use.
 */
public final class PostgresServer implements AutoCloseable {
    /** Owns the schema; the API service logs in with it. */
    public static final String API_ROLE = "syncscript";

    /** May only read what a gateway needs; the API service's migrations grant it that. */
    public static final String GATEWAY_ROLE = "syncscript_gateway";

    /** The password of both roles: the server listens on the loopback address only. */
    public static final String PASSWORD = "syncscript";

    private static final String PID_FILE = "postmaster.pid";
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private final Path directory;
    private final boolean kept;
    private EmbeddedPostgres postgres;
    private long pid;
    private boolean running = true;

    private PostgresServer(Path directory, boolean kept, EmbeddedPostgres postgres) throws IOException {
        this.directory = directory;
        this.kept = kept;
        this.postgres = postgres;
        this.pid = readPid(directory);
        Guardian.guard(pid, "INT");
    }

    /**
     * Starts a server and waits until it answers. Whoever starts it closes it.
     *
     * @param port 0 for any free port
     * @param dataDirectory kept when the server stops, with the server's log beside it; null for one that goes with it
     */
    public static PostgresServer start(int port, @Nullable Path dataDirectory) {
        try {
            EmbeddedPostgres.Builder builder = builder(port == 0 ? Ports.free() : port);
            Path directory = dataDirectory == null ? temporary(builder) : kept(builder, dataDirectory.toAbsolutePath());
            PostgresServer server = new PostgresServer(directory, dataDirectory != null, builder.start());
            server.createRoles();
            if (dataDirectory != null) {
                Files.writeString(initializedMark(directory), "");
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    private static EmbeddedPostgres.Builder builder(int port) {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setRegisterShutdownHook(false)
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "200")
                .setServerConfig("synchronous_commit", "on");
    }

    private static Path temporary(EmbeddedPostgres.Builder builder) throws IOException {
        Path directory = Files.createTempDirectory("syncscript-postgresql-");
        builder.setDataDirectory(directory);
        return directory;
    }

    private static Path kept(EmbeddedPostgres.Builder builder, Path directory) throws IOException {
        if (!Files.exists(initializedMark(directory))) {
            FileTree.delete(directory);
        }
        Files.createDirectories(directory);
        endStale(directory);
        ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(new File(directory + ".log"));
        builder.setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setOutputRedirector(log)
                .setServerConfig("fsync", "on"); // The library turns it off.
        return directory;
    }

    /** Two servers on one data directory cannot be; the one of a run that was killed hard may still be on its way out. */
    private static void endStale(Path directory) throws IOException {
        if (Files.exists(directory.resolve(PID_FILE))) {
            ProcessHandle.of(readPid(directory))
                    .filter(process -> process.info()
                            .command()
                            .filter(command -> command.endsWith("/postgres"))
                            .isPresent())
                    .ifPresent(server -> {
                        server.destroy();
                        server.onExit()
                                .orTimeout(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                .join();
                    });
        }
    }

    /** Stands beside a data directory that was set up to the end: one without it is what an interrupted first start left. */
    private static Path initializedMark(Path directory) {
        return directory.resolveSibling(directory.getFileName() + ".initialized");
    }

    /** Creates the database where there is none of that name and returns its JDBC URL. */
    public String database(String name) {
        execute(
                "select 1 from pg_database where datname = '" + name + "'",
                "create database " + name + " owner " + API_ROLE);
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name;
    }

    /** Whether the server was started and not stopped since. */
    public boolean isRunning() {
        return running;
    }

    public int port() {
        return postgres.getPort();
    }

    /** The process id of the server; another one after {@link #restart()}. */
    public long pid() {
        return pid;
    }

    private static long readPid(Path directory) throws IOException {
        return Long.parseLong(
                Files.readAllLines(directory.resolve(PID_FILE)).getFirst().strip());
    }

    private void createRoles() {
        for (String role : new String[] {API_ROLE, GATEWAY_ROLE}) {
            execute(
                    "select 1 from pg_roles where rolname = '" + role + "'",
                    "create role " + role + " login password '" + PASSWORD + "'");
        }
    }

    private void execute(String unless, String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement.executeQuery(unless).next()) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL could not be set up", e);
        }
    }

    /** Starts the server again on its port and its data after {@link #stop()}, and waits until it answers. */
    public void restart() {
        if (!kept || running) {
            throw new IllegalStateException(running ? "PostgreSQL is running" : "the data went with the server");
        }
        try {
            EmbeddedPostgres.Builder builder = builder(port());
            kept(builder, directory);
            postgres = builder.start();
            pid = readPid(directory);
            running = true;
            Guardian.guard(pid, "INT");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start again", e);
        }
    }

    /** Stops the server and breaks all connections to it; a data directory of its own is deleted. Does nothing where it is stopped. */
    public void stop() {
        try {
            postgres.close();
            running = false;
            Guardian.release(pid);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }

    /** Stops the server for good. */
    @Override
    public void close() {
        stop();
    }
}
