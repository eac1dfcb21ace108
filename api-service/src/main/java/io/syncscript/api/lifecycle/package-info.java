/** Lets the process stop without failing a request. */
@NullMarked
package io.syncscript.api.lifecycle;

import org.jspecify.annotations.NullMarked;
