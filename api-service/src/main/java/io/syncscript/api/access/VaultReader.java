package io.syncscript.api.access;

import io.syncscript.model.access.VaultRole;

/**
 * A member who may read a vault.
 *
 * @param revision the vault's revision in the snapshot that the role was read from
 */
public record VaultReader(String vaultId, long revision, VaultRole role) {}
