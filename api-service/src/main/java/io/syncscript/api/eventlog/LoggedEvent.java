package io.syncscript.api.eventlog;

import io.syncscript.api.database.WriteBatch;
import io.syncscript.model.event.VaultMessage;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One row of a vault's log. */
@Entity
@Immutable
@Table(name = "vault_event")
class LoggedEvent {
    @EmbeddedId
    private Key key;

    @Column(nullable = false, length = 32)
    private String eventId;

    @Column(nullable = false, length = 40)
    private String type;

    @Column(nullable = false, length = 32)
    private String subjectId;

    @Column(nullable = false, columnDefinition = "text")
    private String payload;

    @Column(nullable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected LoggedEvent() {}

    static void addTo(WriteBatch batch, VaultMessage message, String subjectId, Instant createdAt) {
        batch.add(
                "insert into vault_event (vault_id, revision, event_id, type, subject_id, payload, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                message.vaultId(),
                message.revision(),
                message.eventId(),
                message.type(),
                subjectId,
                message.payload(),
                createdAt);
    }

    EventPage.Item item() {
        return new EventPage.Item(key.revision(), eventId, type, payload);
    }

    @Embeddable
    record Key(@Column(length = 32) String vaultId, long revision) implements Serializable {}
}
