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
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Who leaves one gateway and comes back to another gets what it missed, once and in order. */
public final class ResumeElsewhere implements Check {
    private static final int MISSED = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "resume elsewhere";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Entrance.needs(settings);
    }

    @Override
    public Finding examine(Installation installation) throws IOException, InterruptedException {
        CanaryVault vault = installation.newVault();
        try (Entrances entrances = Entrances.to(installation)) {
            long seen = vault.addSource(installation.origin(), installation.session());
            for (SocketConnection leaving : entrances.joinAll(vault)) {
                leaving.close();
            }
            List<Long> missed = new ArrayList<>();
            for (int change = 0; change < MISSED; change++) {
                missed.add(vault.addSource(installation.origin(), installation.session()));
            }
            for (int i = 0; i < entrances.count(); i++) {
                Entrance elsewhere = entrances.get(i + 1);
                SocketConnection back = entrances.join(elsewhere, vault, OptionalLong.of(seen));
                back.await(missed.getLast(), PATIENCE);
                if (!back.revisions().equals(missed)) {
                    throw new FailedException(
                            elsewhere.name() + " sends " + back.revisions() + " where " + missed + " were missed",
                            "Give that gateway the API service's own PostgreSQL, not a replica that lags: SYNCSCRIPT_DB_URL.");
                }
            }
            return new Finding.Healthy(MISSED + " missed changes came once and in order on " + entrances.description());
        }
    }
}
