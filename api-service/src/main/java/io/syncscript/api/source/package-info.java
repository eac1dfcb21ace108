/** The sources of a vault: creating, listing, changing and deleting them. */
@NullMarked
package io.syncscript.api.source;

import org.jspecify.annotations.NullMarked;
