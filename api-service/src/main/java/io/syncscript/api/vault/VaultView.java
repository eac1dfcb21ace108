package io.syncscript.api.vault;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.VaultDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A vault as its member sees it.
 *
 * @param description left out where there is none
 * @param role the caller's
 */
@Schema(name = "Vault")
@JsonInclude(JsonInclude.Include.NON_NULL)
record VaultView(
        String id,
        String name,
        @Nullable String description,
        VaultRole role,
        long revision,
        Instant createdAt,
        Instant updatedAt) {
    static VaultView of(VaultDetails details, VaultRole role, long revision) {
        return new VaultView(
                details.id(),
                details.name(),
                details.description(),
                role,
                revision,
                details.createdAt(),
                details.updatedAt());
    }
}
