/** Carries vault events and session ends between processes over Redis topics. */
@NullMarked
package io.syncscript.gateway.fanout;

import org.jspecify.annotations.NullMarked;
