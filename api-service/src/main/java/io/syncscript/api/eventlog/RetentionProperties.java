package io.syncscript.api.eventlog;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxAge events older than this are pruned, except the newest of a vault that exists
 * @param maxEvents what the log of one vault keeps at most once a pass is over
 * @param interval the pause between two passes of one process
 * @param batchSize events that one transaction deletes at most
 */
@Validated
@ConfigurationProperties("syncscript.retention")
record RetentionProperties(
        @NotNull @DurationMin(minutes = 1) Duration maxAge,
        @Positive int maxEvents,
        @NotNull @DurationMin(seconds = 1) Duration interval,
        @Positive @Max(100_000) int batchSize) {}
