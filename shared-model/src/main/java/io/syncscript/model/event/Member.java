package io.syncscript.model.event;

import io.syncscript.model.access.VaultRole;
import java.time.Instant;
import java.util.Objects;

/** A member of a vault as REST answers and events show it. */
public record Member(String userId, String email, String name, VaultRole role, Instant joinedAt) {
    public Member {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(joinedAt, "joinedAt");
    }
}
