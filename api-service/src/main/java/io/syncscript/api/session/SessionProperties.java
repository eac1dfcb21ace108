package io.syncscript.api.session;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param timeout a session ends when it was not used for this long
 * @param touchInterval use of a session is written to Redis at most this often, so a session may end earlier by as much
 */
@Validated
@ConfigurationProperties("syncscript.session")
record SessionProperties(@NotNull Duration timeout, @NotNull Duration touchInterval) {}
