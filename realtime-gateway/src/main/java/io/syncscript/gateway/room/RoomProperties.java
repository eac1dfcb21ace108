package io.syncscript.gateway.room;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The limits and the pace of rooms.
 *
 * @param sweepInterval between two comparisons of what was delivered with the heads in PostgreSQL; each is up to a tenth early
 * @param fastSweepInterval the same while it is in doubt whether Redis delivers
 * @param pageSize how many events are read from the log at a time
 * @param recentEvents how many delivered events each lane keeps for those who come back soon
 * @param maxPerSocket how many vaults one socket may have joined
 * @param maxPendingRequests how many requests of one socket may wait for their answer
 */
@Validated
@ConfigurationProperties("syncscript.room")
public record RoomProperties(
        @NotNull @DurationMin(millis = 10) Duration sweepInterval,
        @NotNull @DurationMin(millis = 10) Duration fastSweepInterval,
        @Min(1) @Max(10_000) int pageSize,
        @Min(1) @Max(10_000) int recentEvents,
        @Min(1) int maxPerSocket,
        @Min(1) int maxPendingRequests) {}
