package io.syncscript.api.vault;

import io.syncscript.model.event.VaultDetails;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A vault. Its revision is the event log's to write and only read here. */
@Entity
@DynamicUpdate
@Table(name = "vaults")
class Vault {
    @Id
    @Column(length = 32)
    private String id;

    @Column(nullable = false, length = 200)
    private String name;

    @Column(length = 2000)
    private @Nullable String description;

    @Column(nullable = false, updatable = false)
    private long revision;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Vault() {}

    Vault(String id, VaultFields fields, Instant createdAt) {
        this.id = id;
        this.name = fields.name();
        this.description = fields.description();
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    String id() {
        return id;
    }

    VaultFields fields() {
        return new VaultFields(name, description);
    }

    void change(VaultFields to, Instant at) {
        name = to.name();
        description = to.description();
        updatedAt = at;
    }

    VaultDetails details() {
        return new VaultDetails(id, name, description, createdAt, updatedAt);
    }
}
