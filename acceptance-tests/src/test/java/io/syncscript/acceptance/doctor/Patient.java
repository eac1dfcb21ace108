package io.syncscript.acceptance.doctor;

import io.syncscript.acceptance.manifests.ProjectFiles;
import io.syncscript.acceptance.proxy.LocalAddresses;
import io.syncscript.acceptance.proxy.NginxProcess;
import io.syncscript.local.LocalStack;
import io.syncscript.local.Progress;
import io.syncscript.local.ServiceEnvironment.DataServers;
import io.syncscript.local.StackOptions;
import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.network.RedisLink;
import io.syncscript.local.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * One API process and two gateways, each with a link of its own to Redis, that tests break in one way at a time: by a proxy with the
 * installation's nginx configuration changed in one place, or at a link or a server.
 */
final class Patient implements AutoCloseable {
    /** Heartbeats and proofs of Redis that a test can wait for. */
    private static final Map<String, String> SETTINGS = Map.of(
            "SYNCSCRIPT_GATEWAY_PING_INTERVAL", "2s",
            "SYNCSCRIPT_GATEWAY_CANARY_INTERVAL", "1s",
            "SYNCSCRIPT_GATEWAY_CANARY_TIMEOUT", "500ms");

    private static final List<String> ABSENT_SERVERS = List.of("gateway-3", "api-2");

    private final Map<String, RedisLink> links = new ConcurrentHashMap<>();
    private final LocalStack stack;

    Patient() {
        StackOptions options = StackOptions.onFreePorts().withDemoData(true).withEnvironment(this::environment);
        this.stack = LocalStack.start(options, Progress.silent());
    }

    private Map<String, String> environment(String service, DataServers servers) {
        RedisLink link = links.computeIfAbsent(service, name -> RedisLink.to(URI.create(servers.redisUrl())));
        Map<String, String> environment = new HashMap<>(SETTINGS);
        environment.put("SYNCSCRIPT_REDIS_URL", link.uri().toString());
        return environment;
    }

    LocalStack stack() {
        return stack;
    }

    /** The one origin that pages may come from, and the front door of the sound stack. */
    URI origin() {
        return URI.create("http://127.0.0.1:" + stack.frontDoor().getPort());
    }

    /** @param service {@code api}, {@code gateway-1} or {@code gateway-2} */
    RedisLink redisLink(String service) {
        RedisLink link = links.get(service);
        if (link == null) {
            throw new IllegalArgumentException("no process: " + service);
        }
        return link;
    }

    /** nginx before the same processes, its configuration changed. A change that changes nothing is an error. */
    NginxProcess nginx(UnaryOperator<String> change) {
        String sound = configuration();
        String broken = change.apply(sound);
        if (broken.equals(sound)) {
            throw new IllegalArgumentException("the configuration has nothing of what is to be changed");
        }
        return NginxProcess.start(Ports.free(), broken);
    }

    private String configuration() {
        LocalAddresses addresses = new LocalAddresses()
                .serve("api-1:8080", stack.api().getPort())
                .serve("gateway-1:9092", stack.gateways().get(0).getPort())
                .serve("gateway-2:9092", stack.gateways().get(1).getPort());
        StringBuilder present = new StringBuilder();
        ProjectFiles.ofCheckout()
                .read("deploy/nginx/nginx.conf")
                .lines()
                .filter(line -> ABSENT_SERVERS.stream().noneMatch(line::contains))
                .forEach(line -> present.append(line).append('\n'));
        return addresses.in(present.toString());
    }

    /** Runs the doctor at an origin, with what more it is told. */
    Diagnosis examine(URI url, String... more) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--url", url.toString(), "--origin", origin().toString()));
        arguments.addAll(List.of(more));
        return Diagnosis.of(Map.of("SYNCSCRIPT_DB_PASSWORD", PostgresServer.PASSWORD), arguments);
    }

    @Override
    public void close() throws IOException {
        stack.close();
        for (RedisLink link : links.values()) {
            link.close();
        }
    }
}
