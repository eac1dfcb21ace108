/** What the gateway and its clients say to each other besides vault events: event names and error codes. */
@NullMarked
package io.syncscript.gateway.protocol;

import org.jspecify.annotations.NullMarked;
