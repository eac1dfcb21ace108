package io.syncscript.gateway.lifecycle;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * When a gateway serves nobody any more.
 *
 * @param limit how long it may hear nothing of Redis and of PostgreSQL, longer than a canary takes to come round
 */
@Validated
@ConfigurationProperties("syncscript.isolation")
public record IsolationProperties(
        @NotNull @DurationMin(millis = 100) Duration limit) {}
