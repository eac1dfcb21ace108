package io.syncscript.gateway.session;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.syncscript.gateway.fanout.RedisProperties;
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
                .nettyCustomizer(new SharedFlushes())
                .build();
    }

    /** While Redis is away commands fail at once, instead of waiting in a queue until it is back. */
    @Bean(destroyMethod = "shutdown")
    RedisClient sessionRedisClient(ClientResources resources, RedisProperties redis, SessionProperties session) {
        RedisClient client = RedisClient.create(resources, RedisURI.create(redis.url()));
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(redis.connectTimeout())
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(session.lookupTimeout()))
                .build());
        return client;
    }
}
