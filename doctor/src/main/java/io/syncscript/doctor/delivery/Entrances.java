package io.syncscript.doctor.delivery;

import io.syncscript.doctor.access.HttpAccess;
import io.syncscript.doctor.access.Session;
import io.syncscript.doctor.access.SocketConnection;
import io.syncscript.doctor.check.CanaryVault;
import io.syncscript.doctor.check.Installation;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The ways to the gateways: their addresses where the operator gave them, so that each gateway is met for certain; otherwise the
 * origin with several sessions, which a proxy that goes by the session spreads over the gateways.
 */
final class Entrances implements AutoCloseable {
    private static final int SESSIONS = 6;

    private final List<Entrance> all;
    private final List<HttpAccess> opened;
    private final List<SocketConnection> sockets = new ArrayList<>();

    private Entrances(List<Entrance> all, List<HttpAccess> opened) {
        this.all = all;
        this.opened = opened;
    }

    static Entrances to(Installation installation) throws IOException, InterruptedException {
        List<Entrance> all = new ArrayList<>();
        List<HttpAccess> opened = new ArrayList<>();
        for (URI gateway : installation.settings().gateways()) {
            HttpAccess direct = installation.access(gateway);
            opened.add(direct);
            all.add(new Entrance("gateway " + gateway, direct, installation.session()));
        }
        if (all.isEmpty()) {
            for (Session session : installation.sessions(SESSIONS)) {
                String name = "session " + (all.size() + 1) + " through the origin";
                all.add(new Entrance(name, installation.origin(), session));
            }
        }
        return new Entrances(all, opened);
    }

    int count() {
        return all.size();
    }

    Entrance get(int index) {
        return all.get(index % all.size());
    }

    /** A socket through each of them, in their order, joined to the vault and closed with this. */
    List<SocketConnection> joinAll(CanaryVault vault) throws IOException, InterruptedException {
        List<SocketConnection> joined = new ArrayList<>();
        for (Entrance entrance : all) {
            joined.add(join(entrance, vault, OptionalLong.empty()));
        }
        return joined;
    }

    /** A socket, joined to the vault or resumed, and closed with this. */
    SocketConnection join(Entrance entrance, CanaryVault vault, OptionalLong revision)
            throws IOException, InterruptedException {
        SocketConnection socket = entrance.join(vault.id(), revision);
        sockets.add(socket);
        return socket;
    }

    /** How many there are of what, for the report. */
    String description() {
        return opened.isEmpty()
                ? all.size() + " sessions through the origin (give --gateway URL to meet each gateway for certain)"
                : all.size() + (all.size() == 1 ? " gateway" : " gateways");
    }

    @Override
    public void close() {
        sockets.forEach(SocketConnection::close);
        opened.forEach(HttpAccess::close);
    }
}
