package io.syncscript.gateway.replay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How those who come back are served without harm to those who are here.
 *
 * @param pageSize how many revisions make a page, the unit in which the log is read and shared
 * @param cache how much all pages that are kept may take
 * @param cacheTime how long a page is kept for the others who ask for it
 * @param batch about how much is sent before the client has to take it; at most a quarter of the outbound limit
 * @param stallTimeout how long a client may take for a batch before it is closed as a slow reader
 * @param turnTimeout how long a request may wait for its turn at the database
 */
@Validated
@ConfigurationProperties("syncscript.replay")
public record ReplayProperties(
        @Min(1) @Max(10_000) int pageSize,
        @NotNull DataSize cache,
        @NotNull @DurationMin(millis = 1) Duration cacheTime,
        @NotNull DataSize batch,
        @NotNull @DurationMin(millis = 10) Duration stallTimeout,
        @NotNull @DurationMin(millis = 10) Duration turnTimeout) {}
