package io.syncscript.gateway.replay;

import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.Source;
import java.util.Objects;
import java.util.Optional;

/**
 * What is persisted of a source of a vault, and the asking user's role there, read in one snapshot.
 *
 * @param head the vault's revision of the snapshot
 * @param source the source as it is; empty where that vault has none of that id
 * @param deleted true where the vault's log has the deletion of that source
 */
public record SourceStanding(VaultRole role, long head, Optional<Source> source, boolean deleted) {
    public SourceStanding {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(source, "source");
    }
}
