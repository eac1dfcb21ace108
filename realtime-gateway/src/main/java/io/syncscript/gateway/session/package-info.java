/** The sessions of connected sockets: looks them up, and closes the sockets of those that end or expire. */
@NullMarked
package io.syncscript.gateway.session;

import org.jspecify.annotations.NullMarked;
