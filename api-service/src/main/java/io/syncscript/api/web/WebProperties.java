package io.syncscript.api.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxBodySize bodies over this size are answered 413
 * @param bodyTimeout bodies that have not arrived after this are answered 408
 * @param allowedOrigins origins beside the service's own whose pages may send writes
 */
@Validated
@ConfigurationProperties("syncscript.web")
public record WebProperties(
        @NotNull DataSize maxBodySize,
        @NotNull @DurationMin(millis = 1) Duration bodyTimeout,
        @NotNull List<@Pattern(regexp = ORIGIN) String> allowedOrigins) {
    /** As browsers write it, RFC 6454: neither {@code null} nor a pattern. */
    static final String ORIGIN = "https?://([a-z0-9.-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?";

    public WebProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
