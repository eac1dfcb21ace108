package io.syncscript.api.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.Delay;
import io.syncscript.model.redis.RedisTopology;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Points Spring Boot's one Redis client at the servers; all features connect through it. */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {
    @Bean
    DataRedisConnectionDetails redisConnectionDetails(RedisProperties properties) {
        return new TopologyConnectionDetails(properties.servers().topology());
    }

    /** Spring Boot takes neither of these from connection details. */
    @Bean
    LettuceClientConfigurationBuilderCustomizer encryptAndFollowTheCluster(RedisProperties properties) {
        RedisTopology topology = properties.servers().topology();
        return client -> {
            if (topology.tls()) {
                client.useSsl();
            }
            if (topology instanceof RedisTopology.Cluster) {
                ClientOptions options = client.build().getClientOptions().orElseGet(ClientOptions::create);
                client.clientOptions(followingTheCluster(options, properties.topologyInterval()));
            }
        };
    }

    private static ClusterClientOptions followingTheCluster(ClientOptions options, Duration interval) {
        return ClusterClientOptions.builder(options)
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(interval)
                        .adaptiveRefreshTriggersTimeout(interval)
                        .build())
                .build();
    }

    /** While Redis is away, a request is refused at once instead of after the command timeout. */
    @Bean
    LettuceClientOptionsBuilderCustomizer refuseWhileDisconnected() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }

    /** Finds a Redis that is back within a second; Lettuce's own pauses grow to half a minute. */
    @Bean
    ClientResourcesBuilderCustomizer reconnectSoon() {
        return resources -> resources.reconnectDelay(
                Delay.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS));
    }
}
