/** Decides from the session cookie who may connect. */
@NullMarked
package io.syncscript.gateway.handshake;

import org.jspecify.annotations.NullMarked;
