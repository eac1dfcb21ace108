package io.syncscript.gateway.socketio;

import java.net.InetAddress;

/**
 * Where a client is, as far as trusted proxies tell.
 *
 * @param trusted true where the address is in a trusted network itself, so that it need not be one client's
 */
record ClientAddress(InetAddress address, boolean trusted) {}
