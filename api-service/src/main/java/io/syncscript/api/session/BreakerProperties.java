package io.syncscript.api.session;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * When Redis is no longer asked for sessions.
 *
 * @param failures in a row after which PostgreSQL alone is asked
 * @param pause until Redis is tried again, off the requests
 */
@Validated
@ConfigurationProperties("syncscript.session.breaker")
record BreakerProperties(
        @Min(1) int failures,
        @NotNull @DurationMin(millis = 10) Duration pause) {}
