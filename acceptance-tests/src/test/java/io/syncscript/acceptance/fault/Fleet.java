package io.syncscript.acceptance.fault;

import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.ConnectionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** All clients of one trial. */
final class Fleet implements AutoCloseable {
    private final List<FleetClient> clients = new ArrayList<>();
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor();

    /** Half of the library's own, so that trials are short. */
    private static final Duration RECONNECTION_DELAY = Duration.ofMillis(500);

    /** Connects them and returns when all have joined the vault. The members take turns in being who connects. */
    static Fleet join(String vaultId, List<RestUser> members, List<Berth> berths) {
        return join(vaultId, members, berths, RECONNECTION_DELAY);
    }

    /** The same with another delay before clients come back. */
    static Fleet join(String vaultId, List<RestUser> members, List<Berth> berths, Duration reconnectionDelay) {
        Fleet fleet = new Fleet();
        for (int i = 0; i < berths.size(); i++) {
            Berth berth = berths.get(i);
            RestUser member = members.get(i % members.size());
            String name = "client %d (%s, %s)".formatted(i + 1, berth.entrance(), berth.transports());
            ConnectionOptions connection =
                    ConnectionOptions.of(berth.server(), member).over(berth.transports());
            fleet.clients.add(new FleetClient(name, vaultId, connection, reconnectionDelay, fleet.retries));
        }
        fleet.clients.forEach(FleetClient::open);
        fleet.awaitJoined();
        return fleet;
    }

    /** Waits until everyone has joined, or is back. */
    void awaitJoined() {
        Awaitility.await("all clients joined")
                .atMost(Duration.ofSeconds(30))
                .until(() -> clients.stream().allMatch(FleetClient::isJoined));
    }

    /** Waits until everyone has seen the revision, and says whether that was so in time. */
    boolean awaitRevision(long revision, Duration patience) {
        try {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(patience)
                    .until(() -> clients.stream().allMatch(client -> client.hasSeen(revision)));
            return true;
        } catch (ConditionTimeoutException someAreBehind) {
            return false;
        }
    }

    List<ClientRecord> records() {
        return clients.stream().map(FleetClient::toRecord).toList();
    }

    @Override
    public void close() {
        retries.shutdownNow();
        clients.forEach(FleetClient::close);
    }
}
