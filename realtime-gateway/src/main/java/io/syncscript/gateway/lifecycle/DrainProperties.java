package io.syncscript.gateway.lifecycle;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the sockets are let go when the process stops.
 *
 * @param duration over which the clients are sent elsewhere, so that they do not all come back at once
 * @param steps in how many parts
 */
@Validated
@ConfigurationProperties("syncscript.drain")
public record DrainProperties(
        @NotNull @DurationMin Duration duration, @Min(1) int steps) {}
