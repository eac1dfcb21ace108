package io.syncscript.gateway.replay;

import io.syncscript.model.access.VaultRole;
import java.util.Objects;

/**
 * A user's standing in a vault, read in one snapshot with the extent of the vault's log.
 *
 * @param head the vault's revision at which the role holds
 * @param oldest the oldest revision that the user may be told: the oldest that the log still has, head + 1 where it has none, or
 *     the one by which the user returned after a removal, where that is later
 */
public record Membership(VaultRole role, long head, long oldest) {
    public Membership {
        Objects.requireNonNull(role, "role");
    }

    /** True where the user may be told, from the log, everything that came after {@code revision}. */
    public boolean canResumeFrom(long revision) {
        return revision <= head && revision >= oldest - 1;
    }
}
