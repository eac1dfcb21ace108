package io.syncscript.doctor.redis;

import java.util.List;

/** What Redis says, in RESP2. */
sealed interface Reply {
    record Text(String value) implements Reply {}

    record Count(long value) implements Reply {}

    record Failure(String message) implements Reply {}

    record Many(List<Reply> items) implements Reply {
        /** The text at that place, empty where there is none. */
        String text(int index) {
            return index < items.size() && items.get(index) instanceof Text(String value) ? value : "";
        }
    }

    record Nothing() implements Reply {}
}
