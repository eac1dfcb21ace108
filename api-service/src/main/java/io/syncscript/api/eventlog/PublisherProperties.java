package io.syncscript.api.eventlog;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param commandTimeout how long a publish may wait for Redis; no request waits for it
 * @param retryDelay the pause before another attempt at the first connection
 * @param queueLimit publishes under way at most; what exceeds it is left to the gateways' sweep
 */
@Validated
@ConfigurationProperties("syncscript.publisher")
record PublisherProperties(
        @NotNull Duration commandTimeout,
        @NotNull Duration retryDelay,
        @Positive int queueLimit) {}
