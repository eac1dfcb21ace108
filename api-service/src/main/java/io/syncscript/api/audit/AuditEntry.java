package io.syncscript.api.audit;

import io.syncscript.api.database.WriteBatch;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One row of the audit log. */
@Entity
@Immutable
@Table(name = "audit_log")
class AuditEntry {
    @Id
    @Column(length = 32)
    private String id;

    @Column(nullable = false, length = 32)
    private String vaultId;

    @Column(nullable = false, length = 32)
    private String actorId;

    @Column(nullable = false, length = 40)
    private String action;

    @Column(nullable = false, length = 32)
    private String subjectId;

    private long revision;

    @Column(nullable = false, columnDefinition = "text")
    private String details;

    @Column(nullable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected AuditEntry() {}

    static void addTo(WriteBatch batch, String id, AuditedChange change, String details) {
        batch.add(
                "insert into audit_log (id, vault_id, actor_id, action, subject_id, revision, details, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                change.vaultId(),
                change.actorId(),
                change.action(),
                change.subjectId(),
                change.revision(),
                details,
                change.at());
    }

    String id() {
        return id;
    }

    String actorId() {
        return actorId;
    }

    String action() {
        return action;
    }

    String subjectId() {
        return subjectId;
    }

    long revision() {
        return revision;
    }

    String details() {
        return details;
    }

    Instant createdAt() {
        return createdAt;
    }
}
