package io.syncscript.local.data;

import io.syncscript.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Redis Cluster of three masters that share the slots evenly, of which the first has a replica and the others have none. A part
 * of it that is away keeps the rest from nothing.
 */
public final class RedisCluster implements AutoCloseable {
    private static final int SLOTS = 16_384;
    private static final int MASTERS = 3;
    private static final String PASSWORD = "cluster-password";

    /** After which a master that does not answer is given up. */
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(1);

    private final List<Node> masters;
    private final Node replica;

    private record Node(RedisServer server, int busPort) {}

    private RedisCluster(List<Node> masters, Node replica) {
        this.masters = masters;
        this.replica = replica;
    }

    /** Starts all servers and returns when they agree on who has which slots. */
    public static RedisCluster start() {
        List<Node> masters =
                IntStream.range(0, MASTERS).mapToObj(index -> startNode()).toList();
        RedisCluster cluster = new RedisCluster(masters, startNode());
        cluster.join();
        return cluster;
    }

    private static Node startNode() {
        try {
            int port = Ports.free();
            int busPort = Ports.free();
            List<String> arguments =
                    List.of(("--port %d --bind 127.0.0.1 --save  --requirepass %s --masterauth %s --cluster-enabled yes"
                                    + " --cluster-port %d --cluster-node-timeout %d --cluster-require-full-coverage no")
                            .formatted(port, PASSWORD, PASSWORD, busPort, NODE_TIMEOUT.toMillis())
                            .split(" "));
            Path directory = Files.createTempDirectory("syncscript-redis-cluster-");
            return new Node(RedisServer.start(port, arguments, directory, true), busPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void join() {
        for (int index = 0; index < MASTERS; index++) {
            ask(masters.get(index), "CLUSTER ADDSLOTSRANGE " + firstSlot(index) + " " + (firstSlot(index + 1) - 1));
        }
        Node first = masters.getFirst();
        masters.stream().skip(1).forEach(master -> meet(first, master));
        meet(first, replica);
        RedisConsole.await(
                "the nodes to know each other", () -> masters.stream().allMatch(this::knowsAll) && knowsAll(replica));
        ask(replica, "CLUSTER REPLICATE " + ask(first, "CLUSTER MYID"));
        RedisConsole.await(
                "the replica to be in step",
                () -> ask(replica, "INFO replication").contains("master_link_status:up"));
    }

    private boolean knowsAll(Node node) {
        String info = ask(node, "CLUSTER INFO");
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + (MASTERS + 1));
    }

    private static void meet(Node node, Node other) {
        ask(node, "CLUSTER MEET 127.0.0.1 " + other.server().port() + " " + other.busPort());
    }

    private static String ask(Node node, String command) {
        return RedisConsole.ask(node.server().port(), PASSWORD, command);
    }

    private static int firstSlot(int master) {
        return SLOTS * master / MASTERS;
    }

    /** As {@code SYNCSCRIPT_REDIS_URL} takes it. */
    public String url() {
        return "redis-cluster://:" + PASSWORD + "@"
                + masters.stream()
                        .map(master -> "127.0.0.1:" + master.server().port())
                        .collect(Collectors.joining(","));
    }

    /**
     * One that has had slots from the beginning.
     *
     * @param index from 0; the one with a replica is the first
     */
    public RedisServer master(int index) {
        return masters.get(index).server();
    }

    /** Whether the slot is, or was before a failover, that master's. */
    public boolean isOf(int slot, int master) {
        return slot >= firstSlot(master) && slot < firstSlot(master + 1);
    }

    /** The names of the sharded channels that somebody hears at that master. */
    public List<String> shardedChannels(int master) {
        return ask(masters.get(master), "PUBSUB SHARDCHANNELS").lines().toList();
    }

    /** How many keys there are, at all masters that run. */
    public long keys(String pattern) {
        return masters.stream()
                .filter(master -> master.server().isRunning())
                .flatMap(master -> ask(master, "KEYS " + pattern).lines())
                .count();
    }

    /** Gives a slot, with all that is in it, from one master to another one. */
    public void moveSlot(int slot, int from, int to) {
        Node source = masters.get(from);
        Node target = masters.get(to);
        String sourceId = ask(source, "CLUSTER MYID");
        String targetId = ask(target, "CLUSTER MYID");
        ask(target, "CLUSTER SETSLOT " + slot + " IMPORTING " + sourceId);
        ask(source, "CLUSTER SETSLOT " + slot + " MIGRATING " + targetId);
        ask(source, "CLUSTER GETKEYSINSLOT " + slot + " 1000")
                .lines()
                .forEach(key -> ask(
                        source,
                        "MIGRATE 127.0.0.1 " + target.server().port() + " " + key + " 0 1000 AUTH " + PASSWORD));
        ask(target, "CLUSTER SETSLOT " + slot + " NODE " + targetId);
        ask(source, "CLUSTER SETSLOT " + slot + " NODE " + targetId);
    }

    /** Waits until the replica of the first master has taken its place. */
    public void awaitFailover() {
        RedisConsole.await(
                "the replica to be a master", () -> ask(replica, "ROLE").startsWith("master"));
    }

    @Override
    public void close() {
        masters.forEach(master -> master.server().close());
        replica.server().close();
    }
}
