package io.syncscript.local.data;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An embedded PostgreSQL on the loopback address, with the two roles that SyncScript's processes log in with. */
public final class PostgresServer implements AutoCloseable {
    /** Owns the schema; the API service logs in with it. */
    public static final String API_ROLE = "syncscript";

    /** May only read what a gateway needs; the API service's migrations grant it that. */
    public static final String GATEWAY_ROLE = "syncscript_gateway";

    /** The password of both roles: the server listens on the loopback address only. */
    public static final String PASSWORD = "syncscript";

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param port 0 for any free port
     * @param dataDirectory kept when the server stops; null for one that goes with it
     */
    public static PostgresServer start(int port, @Nullable Path dataDirectory) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "200");
        if (dataDirectory != null) {
            builder.setDataDirectory(dataDirectory).setCleanDataDirectory(false);
        }
        try {
            PostgresServer server = new PostgresServer(builder.start());
            server.createRoles();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    /** Creates the database where there is none of that name and returns its JDBC URL. */
    public String database(String name) {
        execute(
                "select 1 from pg_database where datname = '" + name + "'",
                "create database " + name + " owner " + API_ROLE);
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name;
    }

    public int port() {
        return postgres.getPort();
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

    /** Stops the server; a data directory of its own is deleted. */
    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }
}
