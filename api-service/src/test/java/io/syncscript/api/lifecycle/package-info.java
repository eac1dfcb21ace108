/** How the process stops. */
@NullMarked
package io.syncscript.api.lifecycle;

import org.jspecify.annotations.NullMarked;
