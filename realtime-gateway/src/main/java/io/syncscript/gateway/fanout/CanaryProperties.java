package io.syncscript.gateway.fanout;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the gateway proves that what is published to Redis arrives here.
 *
 * @param interval between two canaries; each is up to a tenth early
 * @param timeout after which one that is not back counts as lost
 * @param misses how many lost in a row take readiness away
 */
@Validated
@ConfigurationProperties("syncscript.canary")
public record CanaryProperties(
        @NotNull @DurationMin(millis = 10) Duration interval,
        @NotNull @DurationMin(millis = 1) Duration timeout,
        @Min(1) int misses) {}
