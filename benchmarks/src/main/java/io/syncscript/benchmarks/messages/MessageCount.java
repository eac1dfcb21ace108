package io.syncscript.benchmarks.messages;

import io.syncscript.benchmarks.messages.PubSubCounter.Reading;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** How many messages each gateway has from Redis while vaults that it serves, and others, change. */
public final class MessageCount {
    private static final int OWN_VAULTS = 95;
    private static final int SHARED_VAULTS = 20;
    private static final int CHANGES_PER_VAULT = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** Until what Redis sends to those who need it not has arrived as well. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private MessageCount() {}

    /** Starts each kind with one, two and four gateways in turn, and prints a row of the table for each. */
    public static void print(Path root) {
        List<IntFunction<Gateways>> kinds = List.of(count -> OurGateways.start(root, count), StockGateways::start);
        System.out.println("| | gateways | vaults | a gateway serves | changes | of them in its vaults"
                + " | messages while clients joined | messages while vaults changed | bytes then |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (IntFunction<Gateways> kind : kinds) {
            for (int count : List.of(1, 2, 4)) {
                try (Gateways gateways = kind.apply(count)) {
                    System.out.println(row(gateways, new Placement(count, OWN_VAULTS, SHARED_VAULTS)));
                }
            }
        }
    }

    private static String row(Gateways gateways, Placement placement) {
        List<String> vaults = gateways.createVaults(placement.vaults());
        List<Reading> before = read(gateways);
        List<RoomClient> clients = join(gateways, placement, vaults);
        List<Reading> joined = read(gateways);
        for (int i = 0; i < CHANGES_PER_VAULT; i++) {
            vaults.forEach(gateways::change);
        }
        awaitEvents(clients);
        LockSupport.parkNanos(SETTLING.toNanos());
        List<Reading> changed = read(gateways);
        clients.forEach(RoomClient::close);
        return "| %s | %d | %d | %d | %d | %d | %s | %s | %s |"
                .formatted(
                        gateways.name(),
                        placement.gateways(),
                        placement.vaults(),
                        placement.vaultsOfEach(),
                        placement.vaults() * CHANGES_PER_VAULT,
                        placement.vaultsOfEach() * CHANGES_PER_VAULT,
                        range(joined, before, true),
                        range(changed, joined, true),
                        range(changed, joined, false));
    }

    private static List<RoomClient> join(Gateways gateways, Placement placement, List<String> vaults) {
        // Not closed: the clients live on it until their own end.
        HttpClient http = HttpClient.newHttpClient();
        List<RoomClient> clients = new ArrayList<>();
        for (int vault = 0; vault < vaults.size(); vault++) {
            String vaultId = vaults.get(vault);
            List<CompletableFuture<RoomClient>> joining = placement.servedBy(vault).stream()
                    .map(gateway -> RoomClient.join(http, gateways.uris().get(gateway), gateways.cookie(), vaultId))
                    .toList();
            joining.forEach(each -> clients.add(each.join()));
        }
        return clients;
    }

    private static void awaitEvents(List<RoomClient> clients) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (clients.stream().anyMatch(client -> client.events() < CHANGES_PER_VAULT)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Not every client received every change");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static List<Reading> read(Gateways gateways) {
        return gateways.counters().stream().map(PubSubCounter::read).toList();
    }

    /** The fewest and the most of any gateway. */
    private static String range(List<Reading> after, List<Reading> before, boolean messages) {
        List<Long> differences = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            Reading difference = after.get(i).since(before.get(i));
            differences.add(messages ? difference.messages() : difference.bytes());
        }
        long least = differences.stream().mapToLong(Long::longValue).min().orElse(0);
        long most = differences.stream().mapToLong(Long::longValue).max().orElse(0);
        return least == most ? String.valueOf(least) : least + " to " + most;
    }
}
