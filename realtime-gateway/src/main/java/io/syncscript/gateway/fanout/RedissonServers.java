package io.syncscript.gateway.fanout;

import io.syncscript.model.redis.RedisNode;
import io.syncscript.model.redis.RedisTopology;
import java.time.Duration;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.ShardedSubscriptionMode;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.SubscriptionMode;

/** Tells Redisson where Redis is. Masters alone are asked, since publishes arrive there first. */
final class RedissonServers {
    private static final int THREADS = 4;
    private static final Duration FIRST_RECONNECTION_DELAY = Duration.ofMillis(100);

    private RedissonServers() {}

    static Config configure(RedisProperties properties) {
        RedisTopology topology = properties.servers().topology();
        Config config = new Config();
        config.setThreads(THREADS).setNettyThreads(THREADS);
        topology.credentials().password().ifPresent(config::setPassword);
        topology.credentials().user().ifPresent(config::setUsername);
        BaseConfig<?> servers = switch (topology) {
            case RedisTopology.Standalone one -> single(config.useSingleServer(), one, properties);
            case RedisTopology.Cluster cluster -> cluster(config.useClusterServers(), cluster, properties);
            case RedisTopology.Sentinel sentinel -> sentinel(config.useSentinelServers(), sentinel, properties);
        };
        servers.setConnectTimeout(millis(properties.connectTimeout()));
        servers.setTimeout(millis(properties.commandTimeout()));
        servers.setPingConnectionInterval(millis(properties.pingInterval()));
        servers.setReconnectionDelay(new EqualJitterDelay(FIRST_RECONNECTION_DELAY, properties.retryDelay()));
        servers.setSubscriptionsPerConnection(properties.subscriptionsPerConnection());
        return config;
    }

    private static BaseConfig<?> single(
            SingleServerConfig server, RedisTopology.Standalone topology, RedisProperties properties) {
        return server.setAddress(address(topology, topology.node()))
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(THREADS)
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(properties.subscriptionConnections());
    }

    /** A cluster of which a part is away is still of use, at the start as well. */
    private static BaseConfig<?> cluster(
            ClusterServersConfig servers, RedisTopology.Cluster topology, RedisProperties properties) {
        topology.nodes().forEach(node -> servers.addNodeAddress(address(topology, node)));
        servers.setScanInterval(millis(properties.topologyInterval()))
                .setCheckSlotsCoverage(false)
                .setShardedSubscriptionMode(ShardedSubscriptionMode.ON);
        return mastersOnly(servers, properties);
    }

    private static BaseConfig<?> sentinel(
            SentinelServersConfig servers, RedisTopology.Sentinel topology, RedisProperties properties) {
        topology.nodes().forEach(node -> servers.addSentinelAddress(address(topology, node)));
        servers.setMasterName(topology.master())
                .setScanInterval(millis(properties.topologyInterval()))
                .setCheckSentinelsList(false);
        topology.sentinelCredentials().user().ifPresent(servers::setSentinelUsername);
        topology.sentinelCredentials().password().ifPresent(servers::setSentinelPassword);
        return mastersOnly(servers, properties);
    }

    private static BaseConfig<?> mastersOnly(BaseMasterSlaveServersConfig<?> servers, RedisProperties properties) {
        servers.setReadMode(ReadMode.MASTER);
        servers.setSubscriptionMode(SubscriptionMode.MASTER);
        servers.setMasterConnectionMinimumIdleSize(1);
        servers.setMasterConnectionPoolSize(THREADS);
        servers.setSubscriptionConnectionMinimumIdleSize(1);
        servers.setSubscriptionConnectionPoolSize(properties.subscriptionConnections());
        return servers;
    }

    private static String address(RedisTopology topology, RedisNode node) {
        return (topology.tls() ? "rediss://" : "redis://") + node;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
