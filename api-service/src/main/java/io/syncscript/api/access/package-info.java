/** Who may do what in a vault: memberships, the check of a role, and the lock that orders a vault's mutations. */
@NullMarked
package io.syncscript.api.access;

import org.jspecify.annotations.NullMarked;
