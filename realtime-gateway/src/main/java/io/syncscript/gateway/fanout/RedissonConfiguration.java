package io.syncscript.gateway.fanout;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RedisProperties.class, CanaryProperties.class})
class RedissonConfiguration {}
