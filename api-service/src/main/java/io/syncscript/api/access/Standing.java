package io.syncscript.api.access;

import io.syncscript.model.access.VaultRole;

/** What one query says of a user in a vault. */
record Standing(long revision, String userName, VaultRole role) {}
