package io.syncscript.acceptance.fault;

import io.syncscript.acceptance.proxy.Installation;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.Transports;
import io.syncscript.model.access.VaultRole;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A vault that several clients have open while somebody changes it all the time. */
final class OpenVault implements AutoCloseable {
    /** Of a vault behind the proxy of an installation. */
    static final int CLIENTS = 50;

    /** The delay that clients have by default. */
    private static final Duration RECONNECTION_DELAY = Duration.ofSeconds(1);

    private static final Load LOAD = new Load(4, false);
    private static final Duration CATCH_UP_PATIENCE = Duration.ofSeconds(30);

    private final String id;
    private final LogReader reader;
    private final long before;
    private final Fleet fleet;
    private final Mutator mutator;

    private OpenVault(String id, LogReader reader, long before, Fleet fleet, Mutator mutator) {
        this.id = id;
        this.reader = reader;
        this.before = before;
        this.fleet = fleet;
        this.mutator = mutator;
    }

    /** Reads the log of a vault. */
    @FunctionalInterface
    interface LogReader {
        List<Committed> log(String vaultId);
    }

    /** One behind the proxy of an installation. */
    static OpenVault open(Installation installation, RestUser owner, List<RestUser> members, String name) {
        return open(owner, members, name, LOAD, berths(installation.origin()), vaultId -> log(installation, vaultId));
    }

    /** One that clients open wherever they are. */
    static OpenVault open(
            RestUser owner, List<RestUser> members, String name, Load load, List<Berth> berths, LogReader reader) {
        String id = owner.createVault(name);
        members.forEach(member -> owner.addMember(id, member, VaultRole.VIEWER).expecting(201));
        long before = owner.revision(id);
        Fleet fleet = Fleet.join(id, members, berths, RECONNECTION_DELAY);
        return new OpenVault(id, reader, before, fleet, Mutator.start(owner, id, load));
    }

    private static List<Berth> berths(URI origin) {
        List<Berth> berths = new ArrayList<>();
        berths.addAll(Berth.of(CLIENTS - 10, "nginx", origin, Transports.WEBSOCKET));
        berths.addAll(Berth.of(6, "nginx", origin, Transports.DEFAULT));
        berths.addAll(Berth.of(4, "nginx", origin, Transports.POLLING));
        return berths;
    }

    String id() {
        return id;
    }

    void awaitJoined() {
        fleet.awaitJoined();
    }

    /** Ends the changes, and accounts for what the clients have then. */
    List<Account> settle() {
        Instant stopped = Instant.now();
        mutator.stop();
        List<Committed> log = log();
        fleet.awaitRevision(log.getLast().revision(), CATCH_UP_PATIENCE);
        return fleet.records().stream()
                .map(client -> Account.of(client, log, stopped))
                .toList();
    }

    /** The revisions that changes made, in the order of the log. */
    List<Long> committed() {
        return log().stream()
                .map(Committed::revision)
                .filter(revision -> revision > before)
                .toList();
    }

    /** The revisions that were answered to who made the changes, in ascending order. */
    List<Long> answered() {
        return mutator.answered().stream().sorted().toList();
    }

    List<Refusal> refusals() {
        return mutator.refusals();
    }

    private List<Committed> log() {
        return reader.log(id);
    }

    private static List<Committed> log(Installation installation, String vaultId) {
        try (Connection connection = installation.database()) {
            return Committed.log(connection, vaultId);
        } catch (SQLException e) {
            throw new AssertionError("the log cannot be read", e);
        }
    }

    @Override
    public void close() {
        mutator.close();
        fleet.close();
    }
}
