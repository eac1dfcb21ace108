package io.syncscript.api.member;

import io.syncscript.model.access.VaultRole;
import jakarta.validation.constraints.NotNull;

/** The body that changes a member's role. */
record RoleChange(@NotNull VaultRole role) {}
