package io.syncscript.doctor.socket;

import io.syncscript.doctor.access.HandshakeException;
import io.syncscript.doctor.access.PollingConnection;
import io.syncscript.doctor.access.RefusedException;
import io.syncscript.doctor.access.Session;
import io.syncscript.doctor.access.SocketConnection;
import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A websocket gets through the proxy, as the first connection of a client and as the upgrade of a polling one. */
public final class WebSocketUpgrade implements Check {
    @Override
    public String name() {
        return "websocket";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.LOGIN, Prerequisite.SOCKETS);
    }

    @Override
    public Optional<Prerequisite> establishes() {
        return Optional.of(Prerequisite.WEBSOCKET);
    }

    @Override
    public Finding examine(Installation installation) throws IOException, InterruptedException {
        Session session = installation.session();
        try {
            SocketConnection.open(installation.origin(), session).close();
            SocketConnection.probeUpgrade(
                    installation.origin(), session, PollingConnection.open(installation.origin(), session));
            return new Finding.Healthy("opened, and upgraded from polling");
        } catch (HandshakeException e) {
            throw new FailedException(
                    "the handshake is " + e.getMessage(),
                    "Let the proxy pass Upgrade and Connection on over HTTP/1.1 (nginx: proxy_http_version 1.1;"
                            + " proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade).");
        } catch (RefusedException e) {
            throw new FailedException(
                    "the gateway refuses the session with " + e.code(),
                    "See whether the gateway reaches the same Redis and PostgreSQL as the API service,"
                            + " and whether the proxy passes cookies on.");
        }
    }
}
