package io.syncscript.model.event;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where and when an event began, for those who watch the system; clients do not get it.
 *
 * @param epochMillis when its transaction stamped it, by the clock of that API process; 0 where that is not known
 * @param traceparent the W3C trace context of the request that made it; null where that is not traced
 */
public record Origin(long epochMillis, @Nullable String traceparent) {
    /** Of an event about which nothing is known. */
    public static final Origin UNKNOWN = new Origin(0, null);

    /** Version 00 of <a href="https://www.w3.org/TR/trace-context/#traceparent-header">traceparent</a>, without the ids of zeros. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** What is no trace context is left out: it says nothing, and an event does not depend on it. */
    public Origin {
        traceparent = traceparent == null || !TRACEPARENT.matcher(traceparent).matches() ? null : traceparent;
        epochMillis = Math.max(0, epochMillis);
    }

    public static Origin at(Instant time) {
        return new Origin(time.toEpochMilli(), null);
    }

    public Origin tracedBy(@Nullable String context) {
        return new Origin(epochMillis, context);
    }

    /** The trace context, where the event is traced. */
    public Optional<String> trace() {
        return Optional.ofNullable(traceparent);
    }
}
