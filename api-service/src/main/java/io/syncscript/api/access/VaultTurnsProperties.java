package io.syncscript.api.access;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How changes of one vault wait for each other within this process.
 *
 * @param atOnce of one vault at the database; one waits there for the other's commit
 * @param maxWait until a change that had no turn is answered 503
 */
@Validated
@ConfigurationProperties("syncscript.vault-turns")
record VaultTurnsProperties(
        @Min(1) int atOnce,
        @NotNull @DurationMin(millis = 1) Duration maxWait) {}
