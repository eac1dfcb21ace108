package io.syncscript.gateway.replay;

import io.syncscript.model.access.VaultRole;
import java.util.Objects;

/**
 * A user's standing in a vault, read in one snapshot with the extent of the vault's log.
 *
 * @param head the vault's revision at which the role holds
 * @param oldest the oldest revision that the log still has; head + 1 where it has none
 */
public record Membership(VaultRole role, long head, long oldest) {
    public Membership {
        Objects.requireNonNull(role, "role");
    }

    /** True where the log can say everything that came after {@code revision}. */
    public boolean canResumeFrom(long revision) {
        return revision <= head && revision >= oldest - 1;
    }
}
