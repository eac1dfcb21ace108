package io.syncscript.gateway.room;

import io.syncscript.gateway.replay.BoundedVaultLog;
import io.syncscript.gateway.replay.MembershipBatches;
import io.syncscript.gateway.replay.ReplayProperties;
import io.syncscript.gateway.replay.VaultLog;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** Settings of the tests: pages of three, so that many replays have several. */
final class Replays {
    static final int PAGE = 3;
    static final ReplayProperties PROPERTIES = properties(DataSize.ofKilobytes(100), Duration.ofMillis(500));

    private Replays() {}

    /** With all the time for clients that a busy machine takes from a test. */
    static ReplayProperties batches(DataSize batch) {
        return properties(batch, Duration.ofSeconds(10));
    }

    private static ReplayProperties properties(DataSize batch, Duration stallTimeout) {
        return new ReplayProperties(
                PAGE, DataSize.ofMegabytes(1), Duration.ofSeconds(10), batch, stallTimeout, Duration.ofSeconds(5));
    }

    static BoundedVaultLog bounded(VaultLog log) {
        return new BoundedVaultLog(log, 2, Duration.ofSeconds(5));
    }

    static MembershipBatches memberships(VaultLog log) {
        return new MembershipBatches(log, Duration.ofSeconds(30));
    }
}
