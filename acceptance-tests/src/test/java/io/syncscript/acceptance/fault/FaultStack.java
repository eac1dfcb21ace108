package io.syncscript.acceptance.fault;

import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.local.LocalStack;
import io.syncscript.local.Progress;
import io.syncscript.local.ServiceEnvironment.DataServers;
import io.syncscript.local.StackOptions;
import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.data.RedisServer;
import io.syncscript.local.network.TcpLink;
import io.syncscript.local.process.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * One API process and two gateways, each with links of its own to PostgreSQL and Redis, and the people who use them. All of it can
 * be broken; {@link #heal()} puts it right. Used from one thread at a time.
 */
final class FaultStack implements AutoCloseable {
    private static final int GATEWAYS = 2;
    private static final int MEMBERS = 12;
    private static final int CLIENT_LINKS = 5;
    private static final Duration READY_PATIENCE = Duration.ofSeconds(60);

    /** A reader need not be slow for minutes to be too slow, and a gateway finds sooner that Redis does not deliver. */
    private static final Map<String, String> SETTINGS = Map.of(
            "SYNCSCRIPT_GATEWAY_OUTBOUND_LIMIT", "256KB",
            "SYNCSCRIPT_GATEWAY_REPLAY_BATCH", "64KB",
            "SYNCSCRIPT_GATEWAY_CANARY_INTERVAL", "2s",
            "SYNCSCRIPT_GATEWAY_CANARY_TIMEOUT", "1s");

    private final LocalStack stack;
    private final Map<String, ProcessLinks> links;
    private final List<TcpLink> clientLinks;
    private RestUser owner;
    private List<RestUser> members;

    private FaultStack(LocalStack stack, Map<String, ProcessLinks> links) {
        this.stack = stack;
        this.links = links;
        this.clientLinks = IntStream.range(0, CLIENT_LINKS)
                .mapToObj(index -> TcpLink.to(stack.gateways().get(index % GATEWAYS)))
                .toList();
        this.owner = RestUser.register(stack.api(), "Olivia Owner");
        this.members = IntStream.rangeClosed(1, MEMBERS)
                .mapToObj(number -> RestUser.register(stack.api(), "Member " + number))
                .toList();
    }

    /** @param directory for data and logs; they stay there */
    static FaultStack start(Path directory) {
        Map<String, ProcessLinks> links = new ConcurrentHashMap<>();
        StackOptions options = StackOptions.onFreePorts()
                .withGateways(GATEWAYS)
                .withDataDirectory(directory.toAbsolutePath())
                .withEnvironment((service, servers) -> environment(links, service, servers));
        return new FaultStack(LocalStack.start(options, Progress.silent()), links);
    }

    private static Map<String, String> environment(
            Map<String, ProcessLinks> links, String service, DataServers servers) {
        Map<String, String> environment = new HashMap<>(SETTINGS);
        environment.putAll(
                links.computeIfAbsent(service, name -> ProcessLinks.to(servers)).environment());
        return environment;
    }

    /** By its address: a name may stand for several. */
    URI frontDoor() {
        return URI.create("http://127.0.0.1:" + stack.frontDoor().getPort());
    }

    ServiceProcess api() {
        return stack.apiProcess();
    }

    /** @param index from 0 */
    ServiceProcess gateway(int index) {
        return stack.gatewayProcesses().get(index);
    }

    ProcessLinks apiLinks() {
        return links("api");
    }

    /** @param index from 0 */
    ProcessLinks gatewayLinks(int index) {
        return links("gateway-" + (index + 1));
    }

    private ProcessLinks links(String service) {
        ProcessLinks found = links.get(service);
        if (found == null) {
            throw new IllegalArgumentException("no such process: " + service);
        }
        return found;
    }

    /** Five ways to the gateways, the first, third and fifth to the first one. */
    List<TcpLink> clientLinks() {
        return clientLinks;
    }

    RedisServer redis() {
        return stack.redis();
    }

    PostgresServer postgres() {
        return stack.postgres();
    }

    RestUser owner() {
        return owner;
    }

    /** Readers of the vaults of all trials. */
    List<RestUser> members() {
        return members;
    }

    List<Committed> log(String vaultId) {
        return Committed.log(stack.databaseUrl(), vaultId);
    }

    /** Ends what is left of every fault, starts what is missing, waits until all are ready, and logs in who has to. */
    void heal() {
        clientLinks.forEach(TcpLink::mend);
        links.values().forEach(ProcessLinks::mend);
        if (!stack.postgres().isRunning()) {
            stack.postgres().restart();
        }
        if (stack.redis().isRunning()) {
            stack.redis().thaw();
        } else {
            stack.redis().restart();
        }
        heal(api());
        stack.gatewayProcesses().forEach(FaultStack::heal);
        owner = loggedIn(owner);
        members = members.stream().map(FaultStack::loggedIn).toList();
    }

    private static void heal(ServiceProcess process) {
        if (process.isAlive()) {
            process.thaw();
            process.awaitReady(READY_PATIENCE);
        } else {
            process.restart();
        }
    }

    private static RestUser loggedIn(RestUser user) {
        return user.get("/api/auth/session").status() == 200 ? user : user.loginAgain();
    }

    @Override
    public void close() throws IOException {
        stack.close();
        for (TcpLink each : clientLinks) {
            each.close();
        }
        for (ProcessLinks each : links.values()) {
            each.close();
        }
    }
}
