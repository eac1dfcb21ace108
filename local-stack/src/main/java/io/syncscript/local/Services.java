package io.syncscript.local;

import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.process.ServiceProcess;
import io.syncscript.local.process.StackFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command lines and environments of the API process and of the gateway processes. */
final class Services {
    private final StackOptions options;
    private final PortLayout ports;
    private final StackDirectory directory;
    private final Map<String, String> shared;

    Services(StackOptions options, PortLayout ports, StackDirectory directory, String databaseUrl, String redisUrl) {
        this.options = options;
        this.ports = ports;
        this.directory = directory;
        this.shared = Map.of(
                "SYNCSCRIPT_DB_URL",
                databaseUrl,
                "SYNCSCRIPT_DB_PASSWORD",
                PostgresServer.PASSWORD,
                "SYNCSCRIPT_REDIS_URL",
                redisUrl,
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
        environment.putAll(options.services().apiEnvironment());
        return spec("API service", "api", "api-service", ports.api(), environment);
    }

    /** @param index from 0 */
    ServiceProcess.Spec gateway(int index) {
        PortLayout.Pair pair = ports.gateways().get(index);
        Map<String, String> environment = new HashMap<>(shared);
        environment.put("SYNCSCRIPT_GATEWAY_HOST", "127.0.0.1");
        environment.put("SYNCSCRIPT_GATEWAY_PORT", Integer.toString(pair.service()));
        environment.put("SYNCSCRIPT_GATEWAY_MANAGEMENT_PORT", Integer.toString(pair.management()));
        environment.put("SYNCSCRIPT_DB_USER", PostgresServer.GATEWAY_ROLE);
        environment.putAll(options.services().gatewayEnvironment());
        return spec("gateway " + (index + 1), "gateway-" + (index + 1), "realtime-gateway", pair, environment);
    }

    private ServiceProcess.Spec spec(
            String name, String logName, String module, PortLayout.Pair ports, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options.services().jvmFlags());
        command.add("-jar");
        command.add(packagedJar(module).toString());
        return new ServiceProcess.Spec(
                name,
                URI.create("http://127.0.0.1:" + ports.service()),
                URI.create("http://127.0.0.1:" + ports.management()),
                command,
                environment,
                options.projectRoot(),
                directory.newLog(logName));
    }

    private Path packagedJar(String module) {
        Path target = options.projectRoot().resolve(module).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches(module + "-.*-exec\\.jar"))
                    .findFirst()
                    .map(Path::toAbsolutePath)
                    .orElseThrow(() -> notPackaged(module));
        } catch (IOException e) {
            throw notPackaged(module);
        }
    }

    private static StackFailure notPackaged(String module) {
        return new StackFailure(
                module + " is not built: run ./mvnw package first, or ./syncscript up, which builds it.");
    }
}
