package io.syncscript.model.redis;

import java.util.List;

/** How the servers of one Redis stand to each other, which decides how clients find the one to ask. */
public sealed interface RedisTopology {
    /** Whether all connections, those to sentinels included, are encrypted. */
    boolean tls();

    /** For the servers that hold the data. */
    RedisCredentials credentials();

    /** Where to begin: the server itself, or those that know where the others are. */
    List<RedisNode> nodes();

    /** One server. */
    record Standalone(RedisNode node, RedisCredentials credentials, boolean tls) implements RedisTopology {
        @Override
        public List<RedisNode> nodes() {
            return List.of(node);
        }
    }

    /**
     * Several masters that share the slots, each with replicas or without.
     *
     * @param nodes some of them, of which one that answers tells the others
     */
    record Cluster(List<RedisNode> nodes, RedisCredentials credentials, boolean tls) implements RedisTopology {
        public Cluster {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * One master at a time, which sentinels choose among the replicas.
     *
     * @param nodes the sentinels
     * @param master the name by which they know it
     * @param sentinelCredentials for the sentinels, which do not take those of the master
     */
    record Sentinel(
            List<RedisNode> nodes,
            String master,
            RedisCredentials credentials,
            RedisCredentials sentinelCredentials,
            boolean tls)
            implements RedisTopology {
        public Sentinel {
            nodes = List.copyOf(nodes);
        }
    }
}
