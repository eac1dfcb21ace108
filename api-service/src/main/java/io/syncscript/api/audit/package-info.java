/** The audit log: one row per mutation, written in the mutation's transaction and read by owners. */
@NullMarked
package io.syncscript.api.audit;

import org.jspecify.annotations.NullMarked;
