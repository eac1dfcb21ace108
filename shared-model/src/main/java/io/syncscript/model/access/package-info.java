/** Roles in a vault and what each may do. */
@NullMarked
package io.syncscript.model.access;

import org.jspecify.annotations.NullMarked;
