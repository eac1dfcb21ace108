/** The Socket.IO gateway: delivers every change of a vault to the members who have it open. */
@NullMarked
package io.syncscript.gateway;

import org.jspecify.annotations.NullMarked;
