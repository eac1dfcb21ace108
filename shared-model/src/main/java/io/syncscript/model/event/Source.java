package io.syncscript.model.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A source as REST answers and events show it.
 *
 * @param fileUrl an absolute http or https URL
 * @param fileKey the storage provider's key, if there is one
 * @param fileSize in bytes, if it is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Source(
        String id,
        String title,
        String fileUrl,
        @Nullable String fileKey,
        @Nullable Long fileSize,
        String mimeType,
        String vaultId,
        Instant createdAt,
        Instant updatedAt) {
    public Source {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(fileUrl, "fileUrl");
        Objects.requireNonNull(mimeType, "mimeType");
        Objects.requireNonNull(vaultId, "vaultId");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }
}
