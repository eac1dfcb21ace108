package io.syncscript.acceptance.fault;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A process of SyncScript is killed hard and started again. */
@ExtendWith(FaultSuite.Extension.class)
class ProcessFaultIT {
    private final FaultSuite suite;

    ProcessFaultIT(FaultSuite suite) {
        this.suite = suite;
    }

    @Test
    void losesNothingWhenAGatewayIsKilled() {
        suite.run(Trial.Plan.of("kill -9 a gateway"), Faults.killGateway(0, Duration.ofSeconds(2)));
    }
}
