package io.syncscript.api.eventlog;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * A stretch of a vault's log.
 *
 * @param revision the vault's head when the log was read; a page that ends below it has a next one
 */
record EventPage(List<Item> items, long revision) {
    EventPage {
        items = List.copyOf(items);
    }

    /**
     * One event.
     *
     * @param payload the JSON object that Socket.IO clients receive under the name {@code type}
     */
    @Schema(name = "LoggedEvent")
    record Item(
            long revision,
            String eventId,
            String type,
            @JsonRawValue @Schema(type = "object") String payload) {}
}
