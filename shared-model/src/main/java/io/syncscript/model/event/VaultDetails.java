package io.syncscript.model.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code vault:updated} says of a vault: the part that is the same for every member. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VaultDetails(String id, String name, @Nullable String description, Instant createdAt, Instant updatedAt) {
    public VaultDetails {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }
}
