package io.syncscript.local;

import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.data.RedisServer;
import io.syncscript.local.frontdoor.FrontDoor;
import io.syncscript.local.process.ServiceProcess;
import io.syncscript.local.process.StackFailure;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The whole of SyncScript, running: PostgreSQL, Redis, one API process, the gateway processes and the front door. The parts are
 * handed out so that a test can take one away and bring it back.
 */
public final class LocalStack implements AutoCloseable {
    private final Data data;
    private final ServiceProcess api;
    private final List<ServiceProcess> gateways;
    private final FrontDoor frontDoor;
    private final Teardown teardown;

    LocalStack(Data data, ServiceProcess api, List<ServiceProcess> gateways, FrontDoor frontDoor, Teardown teardown) {
        this.data = data;
        this.api = api;
        this.gateways = List.copyOf(gateways);
        this.frontDoor = frontDoor;
        this.teardown = teardown;
    }

    record Data(PostgresServer postgres, RedisServer redis, String databaseUrl, Optional<String> demoVaultId) {}

    /**
     * Starts everything and returns when the readiness probes of all processes say yes. The end of this JVM, Ctrl-C included, stops
     * what is running, also while this method still is.
     *
     * @throws StackFailure with a message for the user when a part cannot be had; nothing is left running then
     */
    public static LocalStack start(StackOptions options, Progress progress) {
        PortLayout ports = PortLayout.of(options.port(), options.gateways());
        ports.requireFree();
        Teardown teardown = new Teardown();
        teardown.closeWithJvm();
        try {
            return new Startup(options, progress, ports, teardown).run();
        } catch (RuntimeException e) {
            teardown.close();
            throw e;
        }
    }

    /** The origin that clients use. */
    public URI frontDoor() {
        return frontDoor.uri();
    }

    /** The API without the front door. */
    public URI api() {
        return api.uri();
    }

    /** Each gateway without the front door. */
    public List<URI> gateways() {
        return gateways.stream().map(ServiceProcess::uri).toList();
    }

    public ServiceProcess apiProcess() {
        return api;
    }

    /** In the order of {@link #gateways()}. */
    public List<ServiceProcess> gatewayProcesses() {
        return gateways;
    }

    public PostgresServer postgres() {
        return data.postgres();
    }

    public RedisServer redis() {
        return data.redis();
    }

    /** The JDBC URL of the stack's database. */
    public String databaseUrl() {
        return data.databaseUrl();
    }

    /** The id of the demo vault, where the stack was asked for demo data. */
    public Optional<String> demoVaultId() {
        return data.demoVaultId();
    }

    /** Stops the front door, the gateways, the API, Redis and PostgreSQL, in this order. Does nothing the second time. */
    @Override
    public void close() {
        teardown.close();
    }
}
