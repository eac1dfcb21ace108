package io.syncscript.gateway.lifecycle;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the sockets are let go when the process stops.
 *
 * @param delay how long the process serves as before while its readiness says that it stops; for load balancers that ask
 * @param duration over which the clients are sent elsewhere then, so that they do not all come back at once
 */
@Validated
@ConfigurationProperties("syncscript.drain")
record DrainProperties(
        @NotNull @DurationMin Duration delay,
        @NotNull @DurationMin Duration duration) {}
