package io.syncscript.api.redis;

import io.syncscript.model.redis.RedisServers;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where Redis is.
 *
 * @param topologyInterval between two questions to a cluster for which servers are masters of what
 */
@Validated
@ConfigurationProperties("syncscript.redis")
record RedisProperties(
        @NotNull RedisServers servers,
        @NotNull @DurationMin(millis = 10) Duration topologyInterval) {}
