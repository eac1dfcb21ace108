package io.syncscript.local.frontdoor;

import io.vertx.core.net.SocketAddress;
import java.net.URI;

/** A server behind the front door. */
record Backend(String host, int port) {
    static Backend at(URI uri) {
        return new Backend(uri.getHost(), uri.getPort());
    }

    SocketAddress address() {
        return SocketAddress.inetSocketAddress(port, host);
    }
}
