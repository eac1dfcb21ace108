package io.syncscript.api.access;

import io.syncscript.model.access.VaultRole;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** That a user is a member of a vault, and as what. */
@Entity
@Table(name = "memberships")
public class Membership {
    @EmbeddedId
    @SuppressWarnings("UnusedVariable") // queries read it
    private Key key;

    @Column(nullable = false, length = 11)
    private VaultRole role;

    @Column(nullable = false, updatable = false)
    private Instant joinedAt;

    @Column(nullable = false, updatable = false)
    @SuppressWarnings("UnusedVariable") // queries read it
    private long toldAfter;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Membership() {}

    /** @param toldAfter the revision up to which the member is told nothing of the vault's log, 0 where it is told everything */
    public Membership(String vaultId, String userId, VaultRole role, Instant joinedAt, long toldAfter) {
        this.key = new Key(vaultId, userId);
        this.role = role;
        this.joinedAt = joinedAt;
        this.toldAfter = toldAfter;
    }

    public VaultRole role() {
        return role;
    }

    public void changeRole(VaultRole to) {
        role = to;
    }

    /** A user is a member of a vault at most once. */
    @Embeddable
    public record Key(
            @Column(length = 32) String vaultId,
            @Column(length = 32) String userId) implements Serializable {}
}
