/** Reads the log, the heads and the memberships of vaults from PostgreSQL; writes nothing. */
@NullMarked
package io.syncscript.gateway.replay;

import org.jspecify.annotations.NullMarked;
