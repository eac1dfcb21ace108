/** The events of a vault and the one place that turns them to JSON and back. */
@NullMarked
package io.syncscript.model.event;

import org.jspecify.annotations.NullMarked;
