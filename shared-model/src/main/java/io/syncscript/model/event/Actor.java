package io.syncscript.model.event;

import io.syncscript.model.access.VaultRole;
import java.util.Objects;

/** Who made a change, with the role held when it was made. Stamped by the API service, never taken from a client. */
public record Actor(String userId, String userName, VaultRole role) {
    public Actor {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(role, "role");
    }
}
