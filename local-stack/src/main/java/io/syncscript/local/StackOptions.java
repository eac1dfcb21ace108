package io.syncscript.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to run and where.
 *
 * @param port of the front door; 0 gives every part a free port and keeps nothing when the stack closes
 * @param gateways how many gateway processes
 * @param fresh forget the data of earlier runs first
 * @param demoData whether the demo users and their vault are created where they are missing
 * @param projectRoot holds the modules with their packaged jars
 * @param dataDirectory for data, logs and the record of a run; null for {@code .syncscript} in the project root, or with port 0
 *     for a temporary one that goes with the stack
 */
public record StackOptions(
        int port,
        int gateways,
        boolean fresh,
        boolean demoData,
        Path projectRoot,
        @Nullable Path dataDirectory,
        ServiceSettings services) {
    static final int DEFAULT_PORT = 3000;
    static final int DEFAULT_GATEWAYS = 2;

    /** More would put the last gateway's ports beyond what the layout of ports leaves free. */
    static final int MAX_GATEWAYS = 50;

    public StackOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("no port: " + port);
        }
        if (gateways < 1 || gateways > MAX_GATEWAYS) {
            throw new IllegalArgumentException("from 1 to " + MAX_GATEWAYS + " gateways, not " + gateways);
        }
    }

    /** The stack of {@code ./syncscript up} but for its JVM flags: fixed ports, two gateways, data kept, demo data. */
    public static StackOptions defaults(Path projectRoot) {
        return new StackOptions(
                DEFAULT_PORT, DEFAULT_GATEWAYS, false, true, projectRoot, null, ServiceSettings.DEFAULTS);
    }

    /** A stack for tests: free ports, two gateways, no demo data, nothing kept. The project is found from the working directory. */
    public static StackOptions onFreePorts() {
        return defaults(findProjectRoot()).withPort(0).withDemoData(false);
    }

    public StackOptions withPort(int newPort) {
        return new StackOptions(newPort, gateways, fresh, demoData, projectRoot, dataDirectory, services);
    }

    public StackOptions withGateways(int count) {
        return new StackOptions(port, count, fresh, demoData, projectRoot, dataDirectory, services);
    }

    public StackOptions withFresh(boolean forget) {
        return new StackOptions(port, gateways, forget, demoData, projectRoot, dataDirectory, services);
    }

    public StackOptions withDemoData(boolean seeded) {
        return new StackOptions(port, gateways, fresh, seeded, projectRoot, dataDirectory, services);
    }

    public StackOptions withDataDirectory(Path directory) {
        return new StackOptions(port, gateways, fresh, demoData, projectRoot, directory, services);
    }

    /** In place of the default flags. */
    public StackOptions withJvmFlags(JvmFlags flags) {
        return withServices(new ServiceSettings(flags, services.environment()));
    }

    public StackOptions withEnvironment(ServiceEnvironment environment) {
        return withServices(new ServiceSettings(services.jvmFlags(), environment));
    }

    private StackOptions withServices(ServiceSettings newServices) {
        return new StackOptions(port, gateways, fresh, demoData, projectRoot, dataDirectory, newServices);
    }

    private static Path findProjectRoot() {
        Path working = Path.of("").toAbsolutePath();
        return Stream.iterate(working, Path::getParent)
                .takeWhile(directory -> directory != null)
                .filter(directory -> Files.isDirectory(directory.resolve(".mvn")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no SyncScript checkout around " + working));
    }
}
