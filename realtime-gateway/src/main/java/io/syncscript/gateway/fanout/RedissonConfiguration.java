package io.syncscript.gateway.fanout;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.connection.ConnectionManager;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RedisProperties.class, CanaryProperties.class})
class RedissonConfiguration {
    /** Connects when first used, so that the gateway starts, and serves from PostgreSQL, while Redis is away. */
    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(RedisProperties properties, RedisConnections connections) {
        Config config = RedissonServers.configure(properties);
        config.setLazyInitialization(true).setConnectionListener(connections);
        return Redisson.create(config);
    }

    @Bean(destroyMethod = "")
    ConnectionManager redissonConnections(RedissonClient redisson) {
        return ((Redisson) redisson).getCommandExecutor().getConnectionManager();
    }
}
