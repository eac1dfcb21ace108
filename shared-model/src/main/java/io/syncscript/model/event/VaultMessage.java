package io.syncscript.model.event;

import java.util.Objects;

/**
 * An event on its way: a row of {@code vault_event}, a message of the vault's Redis channel, an item of the REST event list.
 *
 * @param revision the event's revision; for an announcement, the vault's head when it was checked
 * @param type the Socket.IO event name
 * @param payload the JSON object that clients receive, byte for byte the same on the live path and in a replay
 * @param announced true for a client's announcement of persisted state, which takes no revision of its own
 */
public record VaultMessage(
        String vaultId, long revision, String eventId, String type, String payload, boolean announced) {
    public VaultMessage {
        Objects.requireNonNull(vaultId, "vaultId");
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(payload, "payload");
    }

    /** The message of a committed event. */
    public static VaultMessage of(VaultEvent event) {
        return new VaultMessage(
                event.vaultId(),
                event.revision(),
                event.eventId(),
                event.type(),
                VaultEventCodec.payload(event),
                false);
    }
}
