package io.syncscript.api.source;

import io.swagger.v3.oas.annotations.media.Schema;
import io.syncscript.api.web.Page;
import io.syncscript.api.web.Versioned;
import io.syncscript.model.event.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a vault's sources.
 *
 * @param nextCursor asks for the next page as {@code cursor}; null on the last one
 * @param revision the vault's when the page was read, from the same snapshot: who joins with the revision of the first page
 *     misses nothing
 */
record SourcePage(
        List<Source> items,
        @Schema(types = {"string", "null"}) @Nullable String nextCursor,
        long revision) {
    SourcePage {
        items = List.copyOf(items);
    }

    static SourcePage of(Versioned<Page<Source>> page) {
        return new SourcePage(page.body().items(), page.body().nextCursor(), page.revision());
    }
}
