package io.syncscript.api.session;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param timeout a session ends when it was not used for this long
 * @param touchInterval use of a session is written at most this often, so a session may end earlier by as much
 * @param endsInterval between two readings of the sessions that have ended
 * @param pruneInterval between two passes over the sessions that have expired
 */
@Validated
@ConfigurationProperties("syncscript.session")
record SessionProperties(
        @NotNull @DurationMin(seconds = 1) Duration timeout,
        @NotNull @DurationMin(nanos = 0) Duration touchInterval,
        @NotNull @DurationMin(millis = 10) Duration endsInterval,
        @NotNull @DurationMin(seconds = 1) Duration pruneInterval) {}
