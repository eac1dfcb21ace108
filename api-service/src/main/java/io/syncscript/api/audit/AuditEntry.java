package io.syncscript.api.audit;

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

    AuditEntry(String id, AuditedChange change, String details) {
        this.id = id;
        this.vaultId = change.vaultId();
        this.actorId = change.actorId();
        this.action = change.action();
        this.subjectId = change.subjectId();
        this.revision = change.revision();
        this.details = details;
        this.createdAt = change.at();
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
