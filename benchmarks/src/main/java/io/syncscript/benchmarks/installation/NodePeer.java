package io.syncscript.benchmarks.installation;

import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.data.RedisServer;
import io.syncscript.local.process.Ports;
import io.syncscript.local.process.ServiceProcess;
import io.syncscript.local.process.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The same contract on Socket.IO for Node.js with its Redis adapter and emitter: one API process, one gateway process, and a database
 * of its own with the same tables.
 */
public final class NodePeer implements Installation {
    public static final String NAME = "Node peer";

    private static final String DATABASE = "peer";
    private static final Duration READY_PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String databaseUrl;
    private final ServiceProcess api;
    private final ServiceProcess gateway;

    private NodePeer(String databaseUrl, ServiceProcess api, ServiceProcess gateway) {
        this.databaseUrl = databaseUrl;
        this.api = api;
        this.gateway = gateway;
    }

    /**
     * Installs what npm has to bring, where that was not done yet, and starts both processes.
     *
     * @throws StackFailure where there is no Node.js, no npm, or either of them fails
     */
    public static NodePeer start(Path projectRoot, Path directory, PostgresServer postgres, RedisServer redis) {
        Path program = NodePackage.install(projectRoot.resolve("benchmarks/node-peer"), directory.resolve("node-peer"));
        String databaseUrl = postgres.database(DATABASE);
        createTables(databaseUrl, projectRoot.resolve("api-service/src/main/resources/db/migration"));
        Map<String, String> environment = new HashMap<>();
        environment.put("NODE_ENV", "production");
        environment.put("PEER_DATABASE_URL", nodeUrl(databaseUrl));
        environment.put("PEER_REDIS_URL", redis.url());
        // As many connections to PostgreSQL as ours have.
        ServiceProcess api = ServiceProcess.start(spec("api", 20, environment, program, directory));
        ServiceProcess gateway = ServiceProcess.start(spec("gateway", 8, environment, program, directory));
        NodePeer peer = new NodePeer(databaseUrl, api, gateway);
        try {
            api.awaitReady(READY_PATIENCE);
            gateway.awaitReady(READY_PATIENCE);
            return peer;
        } catch (StackFailure e) {
            peer.close();
            throw e;
        }
    }

    private static ServiceProcess.Spec spec(
            String process, int poolSize, Map<String, String> shared, Path program, Path directory) {
        int port = Ports.free();
        Map<String, String> environment = new HashMap<>(shared);
        environment.put("PEER_PORT", Integer.toString(port));
        environment.put("PEER_POOL_SIZE", Integer.toString(poolSize));
        URI uri = URI.create("http://127.0.0.1:" + port);
        return new ServiceProcess.Spec(
                "peer's " + process,
                uri,
                uri,
                List.of("node", "--expose-gc", process + ".js"),
                environment,
                program,
                directory.resolve("logs").resolve("peer-" + process + ".log"));
    }

    private static String nodeUrl(String jdbcUrl) {
        URI server = URI.create(jdbcUrl.substring("jdbc:".length()));
        return "postgresql://" + PostgresServer.API_ROLE + ":" + PostgresServer.PASSWORD + "@" + server.getAuthority()
                + server.getPath();
    }

    /** By the migrations that make ours, so that an insert writes the same rows and indexes. */
    private static void createTables(String databaseUrl, Path migrations) {
        try (Stream<Path> files = Files.list(migrations);
                Connection connection =
                        DriverManager.getConnection(databaseUrl, PostgresServer.API_ROLE, PostgresServer.PASSWORD);
                Statement statement = connection.createStatement()) {
            List<Path> ordered =
                    files.sorted(Comparator.comparingInt(NodePeer::version)).toList();
            for (Path file : ordered) {
                statement.execute(Files.readString(file).replace("${gateway_role}", PostgresServer.GATEWAY_ROLE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The migrations cannot be read", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The peer's tables could not be made", e);
        }
    }

    private static int version(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().replaceFirst("^V(\\d+)__.*", "$1"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ServiceProcess api() {
        return api;
    }

    @Override
    public ServiceProcess gateway() {
        return gateway;
    }

    @Override
    public String databaseUrl() {
        return databaseUrl;
    }

    @Override
    public void collectGarbage(ServiceProcess process) {
        HttpRequest request = HttpRequest.newBuilder(process.uri().resolve("/debug/gc"))
                .POST(BodyPublishers.noBody())
                .build();
        try {
            if (HTTP.send(request, BodyHandlers.discarding()).statusCode() != 200) {
                throw new IllegalStateException(process.name() + " did not collect its garbage");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        gateway.close();
        api.close();
    }
}
