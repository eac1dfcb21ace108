/** Tests of the Socket.IO server, with {@link io.syncscript.gateway.socketio.ProtocolSuiteServer} for the official suites. */
@NullMarked
package io.syncscript.gateway.socketio;

import org.jspecify.annotations.NullMarked;
