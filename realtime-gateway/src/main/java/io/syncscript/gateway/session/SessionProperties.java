package io.syncscript.gateway.session;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How sessions of connected sockets are watched.
 *
 * @param lookupTimeout how long one look-up may take, in Redis and in PostgreSQL each, before that store counts as away
 * @param endsInterval between two readings of the sessions that were ended
 * @param checkInterval between two checks of all sessions of connected sockets
 */
@Validated
@ConfigurationProperties("syncscript.session")
public record SessionProperties(
        @NotNull @DurationMin(millis = 1) Duration lookupTimeout,
        @NotNull @DurationMin(millis = 1) Duration endsInterval,
        @NotNull @DurationMin(millis = 1) Duration checkInterval) {}
