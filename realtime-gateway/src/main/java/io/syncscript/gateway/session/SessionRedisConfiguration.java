package io.syncscript.gateway.session;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.syncscript.gateway.fanout.RedisProperties;
import io.syncscript.model.redis.RedisTopology;
import io.syncscript.model.session.EndedSessions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionProperties.class)
class SessionRedisConfiguration {
    @Bean
    EndedSessions endedSessions() {
        return new EndedSessions();
    }

    @Bean(destroyMethod = "shutdown")
    ClientResources sessionRedisResources(RedisProperties redis) {
        return DefaultClientResources.builder()
                .reconnectDelay(Delay.constant(redis.retryDelay()))
                .build();
    }

    @Bean(destroyMethod = "shutdown")
    AbstractRedisClient sessionRedisClient(
            ClientResources resources, RedisProperties redis, SessionProperties session) {
        RedisTopology topology = redis.servers().topology();
        ClientOptions options = options(redis, session);
        if (topology instanceof RedisTopology.Cluster cluster) {
            RedisClusterClient client = RedisClusterClient.create(resources, LettuceAddresses.of(cluster));
            client.setOptions(clusterOptions(options, redis));
            return client;
        }
        RedisClient client =
                RedisClient.create(resources, LettuceAddresses.of(topology).getFirst());
        client.setOptions(options);
        return client;
    }

    /** While Redis is away commands fail at once, instead of waiting in a queue until it is back. */
    private static ClientOptions options(RedisProperties redis, SessionProperties session) {
        return ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(redis.connectTimeout())
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(session.lookupTimeout()))
                .build();
    }

    private static ClusterClientOptions clusterOptions(ClientOptions options, RedisProperties redis) {
        return ClusterClientOptions.builder(options)
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(redis.topologyInterval())
                        .adaptiveRefreshTriggersTimeout(redis.topologyInterval())
                        .build())
                .validateClusterNodeMembership(false)
                .build();
    }
}
