package io.syncscript.gateway.session;

import io.lettuce.core.RedisURI;
import io.lettuce.core.StaticCredentialsProvider;
import io.syncscript.model.redis.RedisCredentials;
import io.syncscript.model.redis.RedisNode;
import io.syncscript.model.redis.RedisTopology;
import java.util.List;

/** Tells Lettuce where Redis is. */
final class LettuceAddresses {
    private LettuceAddresses() {}

    /** One, or of a cluster those of all nodes that are known. */
    static List<RedisURI> of(RedisTopology topology) {
        return switch (topology) {
            case RedisTopology.Sentinel sentinel -> List.of(of(sentinel));
            case RedisTopology.Cluster cluster ->
                cluster.nodes().stream()
                        .map(node -> address(node, cluster.credentials(), cluster.tls()))
                        .toList();
            case RedisTopology.Standalone one -> List.of(address(one.node(), one.credentials(), one.tls()));
        };
    }

    private static RedisURI of(RedisTopology.Sentinel topology) {
        RedisURI address = new RedisURI();
        address.setSentinelMasterId(topology.master());
        address.setSsl(topology.tls());
        authenticate(address, topology.credentials());
        topology.nodes()
                .forEach(node ->
                        address.getSentinels().add(address(node, topology.sentinelCredentials(), topology.tls())));
        return address;
    }

    private static RedisURI address(RedisNode node, RedisCredentials credentials, boolean tls) {
        RedisURI address = RedisURI.create(node.host(), node.port());
        address.setSsl(tls);
        authenticate(address, credentials);
        return address;
    }

    private static void authenticate(RedisURI address, RedisCredentials credentials) {
        credentials
                .password()
                .ifPresent(password -> address.setCredentialsProvider(
                        new StaticCredentialsProvider(credentials.user().orElse(null), password.toCharArray())));
    }
}
