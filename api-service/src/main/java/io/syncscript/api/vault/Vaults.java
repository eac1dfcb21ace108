package io.syncscript.api.vault;

import io.syncscript.api.access.LockedVault;
import io.syncscript.api.access.Membership;
import io.syncscript.api.access.VaultAccess;
import io.syncscript.api.access.VaultReader;
import io.syncscript.api.audit.AuditTrail;
import io.syncscript.api.audit.AuditedChange;
import io.syncscript.api.eventlog.VaultLog;
import io.syncscript.api.web.ApiException;
import io.syncscript.api.web.Cursor;
import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.Ids;
import io.syncscript.api.web.Page;
import io.syncscript.api.web.Rules;
import io.syncscript.api.web.Versioned;
import io.syncscript.model.access.Permission;
import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.VaultEvent;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Creates, reads, changes and deletes vaults. */
@Service
class Vaults {
    /** A vault begins at revision 0: its creation is in the audit log, and no event, for nobody can have joined it. */
    private static final long FIRST_REVISION = 0;

    private final VaultRepository vaults;
    private final VaultAccess access;
    private final VaultLog log;
    private final AuditTrail audit;
    private final EntityManager entities;
    private final Rules rules;
    private final Clock clock;

    Vaults(
            VaultRepository vaults,
            VaultAccess access,
            VaultLog log,
            AuditTrail audit,
            EntityManager entities,
            Rules rules,
            Clock clock) {
        this.vaults = vaults;
        this.access = access;
        this.log = log;
        this.audit = audit;
        this.entities = entities;
        this.rules = rules;
        this.clock = clock;
    }

    @Transactional
    public Versioned<VaultView> create(String userId, VaultFields fields) {
        if (vaults.userName(userId).isEmpty()) {
            throw new ApiException(ErrorCode.UNAUTHORIZED, "The session's account is gone");
        }
        Instant now = clock.instant();
        Vault vault = new Vault(Ids.next(), fields, now);
        entities.persist(vault);
        entities.persist(new Membership(vault.id(), userId, VaultRole.OWNER, now, 0));
        audit.record(
                new AuditedChange(vault.id(), userId, "vault:created", vault.id(), FIRST_REVISION, now),
                Map.of("name", fields.name()));
        return new Versioned<>(FIRST_REVISION, VaultView.of(vault.details(), VaultRole.OWNER, FIRST_REVISION));
    }

    @Transactional(readOnly = true)
    public Page<VaultView> list(String userId, Cursor after, int limit) {
        return Page.of(
                vaults.page(userId, after.at(), after.id(), Limit.of(limit + 1)),
                limit,
                vault -> vault,
                vault -> Cursor.after(vault.createdAt(), vault.id()));
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Versioned<VaultView> get(String userId, String id) {
        VaultReader reader = access.read(id, userId, Permission.READ);
        return view(vaults.existing(id), reader.role(), reader.revision());
    }

    /** Applies a patch; one that changes nothing takes no revision and makes no event. */
    @Transactional
    public Versioned<VaultView> change(String userId, String id, VaultPatch patch) {
        LockedVault locked = access.lock(id, userId, Permission.MANAGE_VAULT);
        Vault vault = vaults.existing(id);
        VaultFields stored = vault.fields();
        VaultFields changed = rules.checked(patch.appliedTo(stored));
        if (changed.equals(stored)) {
            return view(vault, locked.actor().role(), locked.revision());
        }
        vault.change(changed, locked.now());
        long revision = log.append(
                locked,
                id,
                Map.of("before", stored, "after", changed),
                header -> new VaultEvent.VaultUpdated(
                        header.vaultId(),
                        header.revision(),
                        header.eventId(),
                        vault.details(),
                        header.actor(),
                        header.timestamp()));
        return view(vault, locked.actor().role(), revision);
    }

    /** Deletes a vault with its members and sources. Its log, ended by this event, stays. */
    @Transactional
    public long delete(String userId, String id) {
        LockedVault locked = access.lock(id, userId, Permission.MANAGE_VAULT);
        String name = vaults.existing(id).fields().name();
        long revision = log.append(
                locked,
                id,
                Map.of("name", name),
                header -> new VaultEvent.VaultDeleted(
                        header.vaultId(), header.revision(), header.eventId(), header.actor(), header.timestamp()));
        vaults.delete(id);
        return revision;
    }

    private static Versioned<VaultView> view(Vault vault, VaultRole role, long revision) {
        return new Versioned<>(revision, VaultView.of(vault.details(), role, revision));
    }
}
