package io.syncscript.api.access;

import io.syncscript.api.web.ApiException;
import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.Ids;
import io.syncscript.model.access.Permission;
import io.syncscript.model.event.Actor;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Checks a caller's role inside the caller's transaction. Who is no member learns nothing, not even that the vault exists:
 * VAULT_NOT_FOUND.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class VaultAccess {
    private final MembershipRepository memberships;
    private final VaultLock vaultLock;
    private final Clock clock;

    VaultAccess(MembershipRepository memberships, VaultLock vaultLock, Clock clock) {
        this.memberships = memberships;
        this.vaultLock = vaultLock;
        this.clock = clock;
    }

    /**
     * The caller as a reader of the vault. In a repeatable-read transaction the revision belongs to whatever is read next.
     *
     * @throws ApiException VAULT_NOT_FOUND or INSUFFICIENT_PERMISSIONS
     */
    public VaultReader read(String vaultId, String userId, Permission permission) {
        Standing standing = standing(Ids.existing(vaultId, ErrorCode.VAULT_NOT_FOUND), userId);
        require(standing, permission);
        return new VaultReader(vaultId, standing.revision(), standing.role());
    }

    /**
     * Locks the vault for a change and checks the role under the lock: a member whose removal has committed changes nothing
     * more.
     *
     * @throws ApiException VAULT_NOT_FOUND or INSUFFICIENT_PERMISSIONS
     */
    public LockedVault lock(String vaultId, String userId, Permission permission) {
        String existing = Ids.existing(vaultId, ErrorCode.VAULT_NOT_FOUND);
        Optional<Standing> locked = vaultLock.lock(existing, userId, permission);
        while (locked.isEmpty()) {
            require(standing(existing, userId), permission);
            // The permission came just after the lock was refused for want of it.
            locked = vaultLock.lock(existing, userId, permission);
        }
        Standing standing = locked.get();
        Actor actor = new Actor(userId, standing.userName(), standing.role());
        return new LockedVault(vaultId, actor, standing.revision(), clock.instant());
    }

    private Standing standing(String vaultId, String userId) {
        return memberships.standing(vaultId, userId).orElseThrow(VaultAccess::vaultNotFound);
    }

    private static void require(Standing standing, Permission permission) {
        if (!standing.role().allows(permission)) {
            throw new ApiException(
                    ErrorCode.INSUFFICIENT_PERMISSIONS,
                    "The role " + standing.role().wireName() + " does not suffice");
        }
    }

    private static ApiException vaultNotFound() {
        return new ApiException(ErrorCode.VAULT_NOT_FOUND, "No vault of the caller has this id");
    }
}
