/** Vaults: creating, listing, changing and deleting them. */
@NullMarked
package io.syncscript.api.vault;

import org.jspecify.annotations.NullMarked;
