package io.syncscript.local;

import io.syncscript.local.ServiceEnvironment.DataServers;
import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.process.ServiceProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command lines and environments of the API process and of the gateway processes. */
final class Services {
    private static final String FIRST_GATEWAY = "gateway-1";

    private final StackOptions options;
    private final PortLayout ports;
    private final StackDirectory directory;
    private final DataServers servers;
    private final Map<String, String> shared;
    private final Program api;
    private final Program gateway;

    Services(StackOptions options, PortLayout ports, StackDirectory directory, DataServers servers) {
        this.options = options;
        this.ports = ports;
        this.directory = directory;
        this.servers = servers;
        this.api = Program.of(options.projectRoot(), "api-service");
        this.gateway = Program.of(options.projectRoot(), "realtime-gateway");
        this.shared = Map.of(
                "SYNCSCRIPT_DB_URL",
                servers.databaseUrl(),
                "SYNCSCRIPT_DB_PASSWORD",
                PostgresServer.PASSWORD,
                "SYNCSCRIPT_REDIS_URL",
                servers.redisUrl(),
                "SYNCSCRIPT_ALLOWED_ORIGINS",
                "http://localhost:" + ports.frontDoor() + ",http://127.0.0.1:" + ports.frontDoor());
    }

    ServiceProcess.Spec api() {
        Map<String, String> environment = new HashMap<>(shared);
        environment.put("SYNCSCRIPT_API_HOST", "127.0.0.1");
        environment.put("SYNCSCRIPT_API_PORT", Integer.toString(ports.api().service()));
        environment.put(
                "SYNCSCRIPT_API_MANAGEMENT_PORT", Integer.toString(ports.api().management()));
        environment.put("SYNCSCRIPT_DB_USER", PostgresServer.API_ROLE);
        environment.put("SYNCSCRIPT_DB_GATEWAY_ROLE", PostgresServer.GATEWAY_ROLE);
        return spec("API service", "api", api, ports.api(), environment);
    }

    /** @param index from 0 */
    ServiceProcess.Spec gateway(int index) {
        PortLayout.Pair pair = ports.gateways().get(index);
        Map<String, String> environment = new HashMap<>(shared);
        environment.put("SYNCSCRIPT_GATEWAY_HOST", "127.0.0.1");
        environment.put("SYNCSCRIPT_GATEWAY_PORT", Integer.toString(pair.service()));
        environment.put("SYNCSCRIPT_GATEWAY_MANAGEMENT_PORT", Integer.toString(pair.management()));
        environment.put("SYNCSCRIPT_DB_USER", PostgresServer.GATEWAY_ROLE);
        return spec("gateway " + (index + 1), "gateway-" + (index + 1), gateway, pair, environment);
    }

    private ServiceProcess.Spec spec(
            String name, String fileName, Program program, PortLayout.Pair ports, Map<String, String> environment) {
        environment.putAll(options.services().environment().of(fileName, servers));
        List<String> command = new ArrayList<>();
        command.add(Program.JAVA);
        command.addAll(options.services().jvmFlags().of(fileName));
        command.addAll(sharedClasses(fileName, program));
        command.add("-jar");
        command.add(program.jar().toString());
        return new ServiceProcess.Spec(
                name,
                URI.create("http://127.0.0.1:" + ports.service()),
                URI.create("http://127.0.0.1:" + ports.management()),
                command,
                environment,
                options.projectRoot(),
                directory.newLog(fileName));
    }

    /**
     * Lets the JVM keep the classes it loaded, which halves the next start. It writes them when it ends and takes seconds for it, so
     * only a program that is run again has them kept, not each that a developer builds, and the first gateway does it for all.
     */
    private List<String> sharedClasses(String fileName, Program program) {
        if (!directory.isKept() || !program.ranBefore()) {
            return List.of();
        }
        boolean writes = !program.equals(gateway) || fileName.equals(FIRST_GATEWAY);
        Path archive =
                directory.classArchive(program.equals(gateway) ? FIRST_GATEWAY : fileName, program.fingerprint());
        if (writes) {
            return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive);
        }
        return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
    }
}
