package io.syncscript.gateway.replay;

import java.util.Objects;

/** Whose standing in which vault is asked for. */
public record MembershipKey(String vaultId, String userId) {
    public MembershipKey {
        Objects.requireNonNull(vaultId, "vaultId");
        Objects.requireNonNull(userId, "userId");
    }
}
