package io.syncscript.api.web;

import io.syncscript.model.id.Cuid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ended: lists are ordered by a position and, where that is equal, by id. Opaque to clients. What is
 * inserted meanwhile neither repeats nor skips an item that was there.
 *
 * @param position the sort key: milliseconds since the epoch, or a revision
 * @param id the id that follows it in the order
 */
public record Cursor(long position, String id) {
    private static final Cursor START = new Cursor(Long.MIN_VALUE, "");

    public static Cursor after(Instant at, String id) {
        return new Cursor(at.toEpochMilli(), id);
    }

    /** The position as a point in time, never before the epoch. */
    public Instant at() {
        return Instant.ofEpochMilli(Math.max(0, position));
    }

    public boolean isStart() {
        return equals(START);
    }

    String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((position + ":" + id).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the {@code cursor} parameter; the start of the list where there is none.
     *
     * @throws ApiException VALIDATION_FAILED where it is not one that this service gave out
     */
    public static Cursor parse(@Nullable String parameter) {
        if (parameter == null) {
            return START;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(parameter), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            Cursor cursor =
                    new Cursor(Long.parseLong(text.substring(0, Math.max(colon, 0))), text.substring(colon + 1));
            if (cursor.position >= 0 && Cuid.isValid(cursor.id)) {
                return cursor;
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static ApiException invalid() {
        return ApiException.invalid("cursor", "is not a cursor of this list");
    }
}
