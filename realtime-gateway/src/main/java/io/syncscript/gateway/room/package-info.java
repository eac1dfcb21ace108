/** One lane per active vault: who is in its room, what was delivered there, and the events that clients emit about it. */
@NullMarked
package io.syncscript.gateway.room;

import org.jspecify.annotations.NullMarked;
