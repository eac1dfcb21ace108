package io.syncscript.model.event;

import org.jspecify.annotations.Nullable;

/** Collects the fields of a message while it is read; confined to one thread. */
final class MessageBuilder {
    @Nullable
    String vaultId;

    @Nullable
    String eventId;

    @Nullable
    String type;

    @Nullable
    String payload;

    @Nullable
    String traceparent;

    long revision;
    long stampedAt;
    boolean announced;

    VaultMessage build() {
        if (revision <= 0) {
            throw new MalformedMessageException("revision is missing or not positive");
        }
        return new VaultMessage(
                present(vaultId, "vaultId"),
                revision,
                present(eventId, "eventId"),
                present(type, "type"),
                present(payload, "payload"),
                announced,
                stampedAt == 0 && traceparent == null ? Origin.UNKNOWN : new Origin(stampedAt, traceparent));
    }

    private static String present(@Nullable String value, String field) {
        if (value == null) {
            throw new MalformedMessageException(field + " is missing");
        }
        return value;
    }
}
