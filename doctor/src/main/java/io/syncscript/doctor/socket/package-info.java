/** Whether the proxy lets polling and websocket connections live. */
@NullMarked
package io.syncscript.doctor.socket;

import org.jspecify.annotations.NullMarked;
