/** Who may connect, and how much. */
@NullMarked
package io.syncscript.gateway.handshake;

import org.jspecify.annotations.NullMarked;
