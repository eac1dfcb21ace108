/** The log of every vault: append in the mutation's transaction, publish after its commit, list over REST. */
@NullMarked
package io.syncscript.api.eventlog;

import org.jspecify.annotations.NullMarked;
