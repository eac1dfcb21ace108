package io.syncscript.acceptance.socket;

import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.local.network.TcpLink;
import java.net.URI;

/**
 * How a client connects.
 *
 * @param server the front door, a gateway, or a {@link TcpLink}
 * @param sessionCookie the value of the session cookie; empty to send none
 */
public record ConnectionOptions(URI server, String sessionCookie, Transports transports) {
    public static ConnectionOptions of(URI server, RestUser user) {
        return new ConnectionOptions(server, user.sessionCookie(), Transports.DEFAULT);
    }

    public ConnectionOptions over(Transports chosen) {
        return new ConnectionOptions(server, sessionCookie, chosen);
    }
}
