package io.syncscript.doctor.redis;

import io.syncscript.model.redis.RedisCredentials;
import io.syncscript.model.redis.RedisNode;
import io.syncscript.model.redis.RedisTopology;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** The servers that hold the data, as those say that are known to begin with. */
record RedisMasters(RedisTopology topology) {
    /** The one server, each master of a cluster, or the master that sentinels have chosen. */
    List<RedisNode> find() throws IOException {
        return switch (topology) {
            case RedisTopology.Standalone one -> one.nodes();
            case RedisTopology.Cluster cluster -> mastersOf(ask(cluster.credentials(), "CLUSTER", "SLOTS"));
            case RedisTopology.Sentinel sentinel ->
                List.of(masterOf(
                        sentinel,
                        ask(sentinel.sentinelCredentials(), "SENTINEL", "GET-MASTER-ADDR-BY-NAME", sentinel.master())));
        };
    }

    RedisConnection connect(RedisNode node) throws IOException {
        return RedisConnection.open(node, topology.credentials(), topology.tls());
    }

    /** A connection to the master that the sharded channel belongs to, subscribed to it. */
    RedisConnection subscribe(String channel) throws IOException {
        RedisNode first = find().getFirst();
        try {
            return subscribe(first, channel);
        } catch (RedisException e) {
            RedisNode right = e.redirection().orElseThrow(() -> e);
            return subscribe(right.host().isEmpty() ? new RedisNode(first.host(), right.port()) : right, channel);
        }
    }

    private RedisConnection subscribe(RedisNode node, String channel) throws IOException {
        RedisConnection connection = connect(node);
        try {
            connection.command("SSUBSCRIBE", channel);
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /** What the first one says that says anything. */
    private Answer ask(RedisCredentials credentials, String... command) throws IOException {
        IOException last = null;
        for (RedisNode node : topology.nodes()) {
            try (RedisConnection redis = RedisConnection.open(node, credentials, topology.tls())) {
                return new Answer(node, redis.command(command));
            } catch (IOException e) {
                last = e;
            }
        }
        throw Objects.requireNonNull(last, "a topology has nodes");
    }

    private record Answer(RedisNode from, Reply reply) {}

    /** Ranges of slots, each with its first and last one and the address of its master. */
    private static List<RedisNode> mastersOf(Answer answer) throws IOException {
        if (!(answer.reply() instanceof Reply.Many(List<Reply> ranges)) || ranges.isEmpty()) {
            throw new RedisException("that no master has a slot");
        }
        return ranges.stream()
                .map(Reply.Many.class::cast)
                .map(range -> (Reply.Many) range.items().get(2))
                .map(master -> node(answer.from(), master))
                .distinct()
                .toList();
    }

    /** A server that knows no address of its own leaves it out. */
    private static RedisNode node(RedisNode from, Reply.Many master) {
        String host = master.text(0).isEmpty() ? from.host() : master.text(0);
        return new RedisNode(host, Math.toIntExact(((Reply.Count) master.items().get(1)).value()));
    }

    private static RedisNode masterOf(RedisTopology.Sentinel topology, Answer answer) throws IOException {
        if (answer.reply() instanceof Reply.Many address) {
            return new RedisNode(address.text(0), Math.toIntExact(RedisInfo.parsed(address.text(1))));
        }
        throw new RedisException("that sentinels know no master " + topology.master());
    }
}
