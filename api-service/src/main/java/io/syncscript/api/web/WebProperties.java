package io.syncscript.api.web;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxBodySize bodies over this size are answered 413
 * @param allowedOrigins origins beside the service's own whose pages may send writes
 */
@Validated
@ConfigurationProperties("syncscript.web")
public record WebProperties(
        @NotNull DataSize maxBodySize, @NotNull List<String> allowedOrigins) {
    public WebProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
