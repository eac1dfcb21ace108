package io.syncscript.gateway.fanout;

import io.syncscript.model.redis.RedisServers;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where Redis is and how long the gateway waits for it.
 *
 * @param connectTimeout for a new connection
 * @param commandTimeout for the answer to a command
 * @param pingInterval between two pings of each connection; one whose ping has no answer when the next is due, or after the
 *     command timeout where that is longer, is given up
 * @param retryDelay between two attempts to connect or to subscribe while Redis is away
 * @param topologyInterval between two questions to a cluster or to sentinels for which servers are masters of what
 * @param subscriptionConnections how many connections to each master carry subscriptions at most
 * @param subscriptionsPerConnection how many vaults share one of them
 * @param missedMessages how many messages in a row a vault's subscription may miss while Redis delivers
 */
@Validated
@ConfigurationProperties("syncscript.redis")
public record RedisProperties(
        @NotNull RedisServers servers,
        @NotNull @DurationMin(millis = 1) Duration connectTimeout,
        @NotNull @DurationMin(millis = 1) Duration commandTimeout,
        @NotNull @DurationMin(millis = 10) Duration pingInterval,
        @NotNull @DurationMin(millis = 1) Duration retryDelay,
        @NotNull @DurationMin(millis = 10) Duration topologyInterval,
        @Min(1) int subscriptionConnections,
        @Min(1) int subscriptionsPerConnection,
        @Min(1) int missedMessages) {}
