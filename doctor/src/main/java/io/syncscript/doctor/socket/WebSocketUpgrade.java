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
        open(installation, session);
        upgrade(installation, session);
        return new Finding.Healthy("opened, and upgraded from polling");
    }

    private static void open(Installation installation, Session session) throws IOException, InterruptedException {
        try {
            SocketConnection.open(installation.origin(), session).close();
        } catch (HandshakeException e) {
            throw new FailedException(
                    "the handshake is " + e.getMessage(),
                    "Let the proxy pass Upgrade and Connection on over HTTP/1.1 (nginx: proxy_http_version 1.1;"
                            + " proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade).");
        } catch (RefusedException e) {
            throw new FailedException(
                    "a gateway refuses the session with " + e.code(),
                    "See whether the gateways reach the same Redis and PostgreSQL as the API service,"
                            + " and whether the proxy passes cookies on.");
        }
    }

    private static void upgrade(Installation installation, Session session) throws IOException, InterruptedException {
        try {
            PollingConnection polling = PollingConnection.open(installation.origin(), session);
            SocketConnection.probeUpgrade(installation.origin(), session, polling);
        } catch (IOException e) {
            throw new FailedException(
                    "a websocket opens, but not as the upgrade of a polling client: " + e.getMessage(),
                    "Let the proxy choose the gateway by a hash of the cookie SESSION, for websockets too.");
        }
    }
}
