/** The parts of the event log alone. */
@NullMarked
package io.syncscript.api.eventlog;

import org.jspecify.annotations.NullMarked;
