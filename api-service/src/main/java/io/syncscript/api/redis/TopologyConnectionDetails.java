package io.syncscript.api.redis;

import io.syncscript.model.redis.RedisNode;
import io.syncscript.model.redis.RedisTopology;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;

/** A topology as Spring Boot wants it: of its three kinds the one that it is, and null for the others. */
record TopologyConnectionDetails(RedisTopology topology) implements DataRedisConnectionDetails {
    @Override
    public @Nullable String getUsername() {
        return topology.credentials().user().orElse(null);
    }

    @Override
    public @Nullable String getPassword() {
        return topology.credentials().password().orElse(null);
    }

    @Override
    public @Nullable Standalone getStandalone() {
        return topology instanceof RedisTopology.Standalone(RedisNode node, var credentials, var tls)
                ? Standalone.of(node.host(), node.port())
                : null;
    }

    @Override
    public @Nullable Cluster getCluster() {
        return topology instanceof RedisTopology.Cluster ? () -> nodes(topology) : null;
    }

    @Override
    public @Nullable Sentinel getSentinel() {
        return topology instanceof RedisTopology.Sentinel sentinel ? new WatchedMaster(sentinel) : null;
    }

    private static List<Node> nodes(RedisTopology topology) {
        return topology.nodes().stream()
                .map(node -> new Node(node.host(), node.port()))
                .toList();
    }

    private record WatchedMaster(RedisTopology.Sentinel topology) implements Sentinel {
        @Override
        public int getDatabase() {
            return 0;
        }

        @Override
        public String getMaster() {
            return topology.master();
        }

        @Override
        public List<Node> getNodes() {
            return nodes(topology);
        }

        @Override
        public @Nullable String getUsername() {
            return topology.sentinelCredentials().user().orElse(null);
        }

        @Override
        public @Nullable String getPassword() {
            return topology.sentinelCredentials().password().orElse(null);
        }
    }
}
