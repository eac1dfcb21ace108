/** Starts the sockets when all else runs and drains them first when the process stops. */
@NullMarked
package io.syncscript.gateway.lifecycle;

import org.jspecify.annotations.NullMarked;
