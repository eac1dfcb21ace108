package io.syncscript.acceptance.fault;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that SyncScript keeps its data in goes away and comes back. */
@ExtendWith(FaultSuite.Extension.class)
class ServerFaultIT {
    private final FaultSuite suite;

    ServerFaultIT(FaultSuite suite) {
        this.suite = suite;
    }

    @Test
    void losesNothingWhenRedisIsFrozen() {
        suite.run(Trial.Plan.of("Redis frozen for 10 s"), Faults.freezeRedis(Duration.ofSeconds(10)));
    }

    @Test
    void losesNothingWhenPostgresRestarts() {
        suite.run(Trial.Plan.of("PostgreSQL restarted"), Faults.restartPostgres(Duration.ofSeconds(2)));
    }
}
