package io.syncscript.api.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.syncscript.api.web.StorableText;
import io.syncscript.model.event.Source;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say of a source. Space around the title is dropped; all else is kept as sent.
 *
 * @param fileSize in bytes, up to the largest whole number that JavaScript holds exactly
 * @param mimeType {@code application/pdf} where a client says none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SourceFields(
        @NotBlank @Size(max = 500) @StorableText String title,

        @NotNull @Size(max = 2048) @HttpUrl @StorableText @Schema(format = "uri")
        String fileUrl,

        @Size(max = 512) @StorableText @Nullable String fileKey,
        @PositiveOrZero @Max(MAX_SAFE_INTEGER) @Nullable Long fileSize,

        @Size(max = 255)
        @Pattern(regexp = MIME_TYPE, message = "must be a media type such as application/pdf")
        @Schema(defaultValue = DEFAULT_MIME_TYPE, requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String mimeType) {
    static final String DEFAULT_MIME_TYPE = "application/pdf";
    private static final long MAX_SAFE_INTEGER = 9_007_199_254_740_991L;
    private static final String MIME_TOKEN = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}";
    private static final String MIME_TYPE = MIME_TOKEN + "/" + MIME_TOKEN;

    // JSON may leave any member out; validation then says so.
    SourceFields {
        title = title == null ? null : title.strip();
        mimeType = mimeType == null ? DEFAULT_MIME_TYPE : mimeType;
    }

    /** A new source that has these. */
    Source asSource(String id, String vaultId, Instant createdAt) {
        return new Source(id, title, fileUrl, fileKey, fileSize, mimeType, vaultId, createdAt, createdAt);
    }
}
