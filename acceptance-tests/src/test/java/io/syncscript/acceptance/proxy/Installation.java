package io.syncscript.acceptance.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.manifests.ComposeFile;
import io.syncscript.acceptance.manifests.ComposeFile.Service;
import io.syncscript.acceptance.manifests.DeployedProcess;
import io.syncscript.acceptance.manifests.Dockerfile;
import io.syncscript.acceptance.manifests.ProjectFiles;
import io.syncscript.local.data.FileTree;
import io.syncscript.local.process.Ports;
import io.syncscript.local.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that docker-compose.yml runs, as processes of this machine: the passwords, the servers' set-up, the processes with the
 * command lines of their images and the environments of their services, and nginx with its file. Only addresses and paths differ.
 */
public final class Installation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ProjectFiles files = ProjectFiles.ofCheckout();
    private final ComposeFile compose = ComposeFile.read(files, Map.of());
    private final Path directory = Path.of("target", "installation").toAbsolutePath();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final LocalAddresses addresses = new LocalAddresses();
    private final Map<String, ServiceProcess> processes = new HashMap<>();
    private final DataServers data;
    private final NginxProcess nginx;

    private Installation() {
        try {
            FileTree.delete(directory);
            makeSecrets();
            data = opened(DataServers.start(files, secrets(""), directory));
            int port = Ports.free();
            addresses.serve("postgres:5432", data.postgresPort());
            addresses.serve("redis:6379", data.redisPort());
            addresses.replace("http://localhost:3000", "http://127.0.0.1:" + port);
            startAll(DeployedProcess.API);
            startAll(DeployedProcess.GATEWAY);
            nginx = opened(NginxProcess.start(port, addresses.in(files.read("deploy/nginx/nginx.conf"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    /** Starts everything and returns when all of it is ready. */
    public static Installation start() {
        return new Installation();
    }

    /** The one origin. */
    public URI origin() {
        return nginx.origin();
    }

    NginxProcess nginx() {
        return nginx;
    }

    /** The process that runs for a service of the compose file. */
    public ServiceProcess process(String service) {
        ServiceProcess process = processes.get(service);
        if (process == null) {
            throw new IllegalArgumentException("no process for " + service);
        }
        return process;
    }

    public List<ServiceProcess> gateways() {
        return replicas(DeployedProcess.GATEWAY);
    }

    public List<ServiceProcess> apis() {
        return replicas(DeployedProcess.API);
    }

    /** A new connection of the superuser to the processes' database. */
    public Connection database() {
        return data.database();
    }

    private List<ServiceProcess> replicas(DeployedProcess kind) {
        return compose.replicasOf(kind).stream().map(this::process).toList();
    }

    /** Where the API services find PostgreSQL. */
    String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:" + data.postgresPort() + "/syncscript";
    }

    /** Where all processes find Redis, the password included. */
    String redisUrl() {
        return "redis://:" + secret("SYNCSCRIPT_REDIS_PASSWORD") + "@127.0.0.1:" + data.redisPort();
    }

    /** What the API services know under that name. */
    String secret(String name) {
        try {
            return Files.readString(secrets("api").resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command of the health check in the image of a service, and the environment that it runs in. */
    ProcessBuilder healthcheck(DeployedProcess kind, String service) {
        ProcessBuilder check = new ProcessBuilder(Dockerfile.of(files, kind).healthcheck());
        check.environment()
                .put(
                        kind.managementPortVariable(),
                        Integer.toString(process(service).management().getPort()));
        return check;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part did not stop", e);
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        running.push(part);
        return part;
    }

    private Path secrets(String service) {
        return directory.resolve("secrets").resolve(service);
    }

    private void makeSecrets() throws IOException {
        Path script = files.path("deploy/secrets/create.sh");
        // Twice, as at the second start of an installation, which has to keep what the first one made.
        for (int start = 0; start < 2; start++) {
            Process creating = new ProcessBuilder(
                            "sh", script.toString(), secrets("").toString())
                    .inheritIO()
                    .start();
            assertThat(creating.onExit().join().exitValue()).isZero();
        }
    }

    private void startAll(DeployedProcess kind) throws IOException {
        Path image = ImageContents.of(kind, files, directory);
        List<String> replicas = compose.replicasOf(kind);
        for (String replica : replicas) {
            ServiceProcess.Spec spec = spec(kind, replica, image);
            addresses.serve(replica + ":" + kind.port(), spec.uri().getPort());
            processes.put(replica, opened(ServiceProcess.start(spec)));
        }
        replicas.forEach(replica -> process(replica).awaitReady(PATIENCE));
    }

    private ServiceProcess.Spec spec(DeployedProcess kind, String replica, Path image) throws IOException {
        int port = Ports.free();
        int management = Ports.free();
        return new ServiceProcess.Spec(
                replica,
                URI.create("http://127.0.0.1:" + port),
                URI.create("http://127.0.0.1:" + management),
                Dockerfile.of(files, kind).entrypoint(),
                environment(kind, compose.service(replica), port, management),
                image,
                Files.createFile(directory.resolve(replica + ".log")));
    }

    private Map<String, String> environment(DeployedProcess kind, Service service, int port, int management) {
        Path secrets = secrets(kind == DeployedProcess.API ? "api" : "gateway");
        Map<String, String> environment = new HashMap<>();
        service.variables()
                .forEach((name, value) ->
                        environment.put(name, addresses.in(value).replace("/run/secrets", secrets.toString())));
        environment.put(kind.portVariable(), Integer.toString(port));
        environment.put(kind.managementPortVariable(), Integer.toString(management));
        environment.put(kind == DeployedProcess.API ? "SYNCSCRIPT_API_HOST" : "SYNCSCRIPT_GATEWAY_HOST", "127.0.0.1");
        environment.put("PATH", ImageContents.path());
        // The memory of the container, and starts that are quick where five of them share a small machine.
        environment.put("JDK_JAVA_OPTIONS", "-XX:MaxRAM=" + service.memLimit() + " -XX:TieredStopAtLevel=1");
        return environment;
    }
}
