package io.syncscript.api.source;

import io.syncscript.api.web.Patch;

/** The body of a PATCH: what is left out stays, a null clears, and resets the media type to its default. */
record SourcePatch(
        Patch<String> title,
        Patch<String> fileUrl,
        Patch<String> fileKey,
        Patch<Long> fileSize,
        Patch<String> mimeType) {
    @SuppressWarnings("NullAway") // a null where none may be is refused when the result is validated
    SourceFields appliedTo(SourceFields stored) {
        return new SourceFields(
                title.orElse(stored.title()),
                fileUrl.orElse(stored.fileUrl()),
                fileKey.orElse(stored.fileKey()),
                fileSize.orElse(stored.fileSize()),
                mimeType.orElse(stored.mimeType()));
    }
}
