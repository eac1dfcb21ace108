package io.syncscript.model.event;

import java.util.Objects;

/**
 * An event on its way: a row of {@code vault_event}, a message of the vault's Redis channel, an item of the REST event list.
 *
 * @param revision the event's revision; for an announcement, the vault's head when it was checked
 * @param type the Socket.IO event name
 * @param payload the JSON object that clients receive, byte for byte the same on the live path and in a replay
 * @param announced true for a client's announcement of persisted state, which takes no revision of its own
 * @param origin where it began; no part of what clients receive
 */
public record VaultMessage(
        String vaultId, long revision, String eventId, String type, String payload, boolean announced, Origin origin) {
    public VaultMessage {
        Objects.requireNonNull(vaultId, "vaultId");
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(origin, "origin");
    }

    /** A message of unknown origin. */
    public VaultMessage(String vaultId, long revision, String eventId, String type, String payload, boolean announced) {
        this(vaultId, revision, eventId, type, payload, announced, Origin.UNKNOWN);
    }

    /** The message of a committed event; {@link #from} adds its origin. */
    public static VaultMessage of(VaultEvent event) {
        return new VaultMessage(
                event.vaultId(),
                event.revision(),
                event.eventId(),
                event.type(),
                VaultEventCodec.payload(event),
                false);
    }

    /** The same message with another origin. */
    public VaultMessage from(Origin other) {
        return new VaultMessage(vaultId, revision, eventId, type, payload, announced, other);
    }
}
