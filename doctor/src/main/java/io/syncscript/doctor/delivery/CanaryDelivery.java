package io.syncscript.doctor.delivery;

import io.syncscript.doctor.access.SocketConnection;
import io.syncscript.doctor.check.CanaryVault;
import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A change made over REST reaches sockets on every gateway. */
public final class CanaryDelivery implements Check {
    private static final int CHANGES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "canary delivery";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Entrance.needs(settings);
    }

    @Override
    public Finding examine(Installation installation) throws IOException, InterruptedException {
        CanaryVault vault = installation.canary();
        try (Entrances entrances = Entrances.to(installation)) {
            List<SocketConnection> members = entrances.joinAll(vault);
            long slowest = 0;
            for (int change = 0; change < CHANGES; change++) {
                long began = System.nanoTime();
                long revision = vault.addSource(installation.origin(), installation.session());
                for (int i = 0; i < members.size(); i++) {
                    slowest = Math.max(slowest, arrival(entrances.get(i), members.get(i), revision) - began);
                }
            }
            return new Finding.Healthy(CHANGES + " changes seen by " + entrances.description() + ", "
                    + slowest / 1_000_000 + " ms after the request at most");
        }
    }

    private static long arrival(Entrance entrance, SocketConnection member, long revision)
            throws IOException, InterruptedException {
        return member.await(revision, PATIENCE)
                .orElseThrow(() -> new FailedException(
                        entrance.name() + " did not deliver a change within " + PATIENCE.toSeconds() + " s",
                        "That gateway neither hears Redis nor reads the log: see its log, SYNCSCRIPT_REDIS_URL and"
                                + " SYNCSCRIPT_DB_URL, which have to lead to those of the API service."))
                .nanoTime();
    }
}
