package io.syncscript.gateway.fanout;

import java.time.Duration;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.EqualJitterDelay;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RedisProperties.class, CanaryProperties.class})
class RedissonConfiguration {
    private static final int THREADS = 4;
    private static final Duration FIRST_RECONNECTION_DELAY = Duration.ofMillis(100);

    /** Connects when first used, so that the gateway starts, and serves from PostgreSQL, while Redis is away. */
    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(RedisProperties properties, RedisConnections connections) {
        Config config = new Config();
        config.setLazyInitialization(true)
                .setThreads(THREADS)
                .setNettyThreads(THREADS)
                .setConnectionListener(connections);
        config.useSingleServer()
                .setAddress(properties.url().toString())
                .setConnectTimeout(Math.toIntExact(properties.connectTimeout().toMillis()))
                .setTimeout(Math.toIntExact(properties.commandTimeout().toMillis()))
                .setPingConnectionInterval(
                        Math.toIntExact(properties.pingInterval().toMillis()))
                .setReconnectionDelay(new EqualJitterDelay(FIRST_RECONNECTION_DELAY, properties.retryDelay()))
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(THREADS)
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(properties.subscriptionConnections())
                .setSubscriptionsPerConnection(properties.subscriptionsPerConnection());
        return Redisson.create(config);
    }
}
