package io.syncscript.api.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor asks for the next page as {@code cursor}; null on the last one
 */
public record Page<T>(
        List<T> items,
        @Schema(types = {"string", "null"}) @Nullable String nextCursor) {
    /** The size of a page where none is asked for, and the largest one. */
    public static final String DEFAULT_LIMIT = "50";

    public static final int MAX_LIMIT = 200;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page out of what a query found when it was asked for one row more than {@code limit}.
     *
     * @param cursor the place of an item in the list
     */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, T> item, Function<R, Cursor> cursor) {
        List<R> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        String next = rows.size() > limit ? cursor.apply(shown.getLast()).encoded() : null;
        return new Page<>(shown.stream().map(item).toList(), next);
    }
}
