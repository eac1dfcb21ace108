package io.syncscript.api.lifecycle;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How connections are let go when the process stops.
 *
 * @param delay how long the process serves as before while its readiness says that it stops; for load balancers that ask
 * @param duration how long, at most, requests on connections that exist are served then, while no new ones are accepted
 */
@Validated
@ConfigurationProperties("syncscript.drain")
record DrainProperties(
        @NotNull @DurationMin Duration delay,
        @NotNull @DurationMin Duration duration) {}
