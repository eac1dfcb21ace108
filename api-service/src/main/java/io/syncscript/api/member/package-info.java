/** The members of a vault: listing, adding, changing the role, removing and leaving. */
@NullMarked
package io.syncscript.api.member;

import org.jspecify.annotations.NullMarked;
