/** The rule for ids that cross a process boundary. */
@NullMarked
package io.syncscript.model.id;

import org.jspecify.annotations.NullMarked;
