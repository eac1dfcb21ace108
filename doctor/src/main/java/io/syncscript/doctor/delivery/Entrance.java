package io.syncscript.doctor.delivery;

import io.syncscript.doctor.access.HandshakeException;
import io.syncscript.doctor.access.HttpAccess;
import io.syncscript.doctor.access.RefusedException;
import io.syncscript.doctor.access.Session;
import io.syncscript.doctor.access.SocketConnection;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/** One way to a gateway: its own address, or the origin with a session that the proxy sends to one. */
record Entrance(String name, HttpAccess server, Session session) {
    /** What checks that go through entrances need: without addresses of gateways, a proxy that lets websockets through. */
    static Set<Prerequisite> needs(Settings settings) {
        Set<Prerequisite> needs = EnumSet.of(Prerequisite.LOGIN);
        if (settings.gateways().isEmpty()) {
            needs.add(Prerequisite.WEBSOCKET);
        }
        return needs;
    }

    /**
     * Connects through it and joins a vault, or resumes it.
     *
     * @throws FailedException where that cannot be
     */
    SocketConnection join(String vaultId, OptionalLong revision) throws IOException, InterruptedException {
        SocketConnection socket = connect();
        try {
            socket.join(vaultId, revision);
            return socket;
        } catch (RefusedException e) {
            socket.close();
            throw new FailedException(
                    name + " refuses to join a vault with " + e.code(),
                    "See that gateway's log, and whether it has the same PostgreSQL as the API service (SYNCSCRIPT_DB_URL).");
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private SocketConnection connect() throws IOException, InterruptedException {
        try {
            return SocketConnection.open(server, session);
        } catch (RefusedException e) {
            throw new FailedException(
                    name + " refuses a live session with " + e.code(),
                    e.code().equals("AUTHENTICATION_FAILED")
                            ? "That gateway cannot ask Redis or PostgreSQL: see its log, its SYNCSCRIPT_REDIS_URL,"
                                    + " and the network between them."
                            : "That gateway has another Redis or PostgreSQL than the API service:"
                                    + " compare SYNCSCRIPT_REDIS_URL and SYNCSCRIPT_DB_URL.");
        } catch (HandshakeException e) {
            throw new FailedException(name + " " + e.getMessage(), "See whether that gateway is ready, and its log.");
        } catch (IOException e) {
            throw new FailedException(
                    name + ": " + e.getMessage(), "See whether that gateway runs, and the network on the way to it.");
        }
    }
}
