package io.syncscript.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.local.network.RedisLink;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A process of SyncScript is killed hard and started again. */
@ExtendWith(FaultSuite.Extension.class)
@Timeout(value = 150, unit = TimeUnit.SECONDS)
class ProcessFaultIT {
    private final FaultSuite suite;

    ProcessFaultIT(FaultSuite suite) {
        this.suite = suite;
    }

    @Test
    void losesNothingWhenAGatewayIsKilled() {
        TrialResult result = suite.run(
                Trial.Plan.of("kill -9 a gateway").with(Berth::withoutHomeAtFirstGateway),
                Faults.killGateway(0, Duration.ofSeconds(2)));

        assertThat(result.incidents("disconnected")).as("those who moved").isNotEmpty();
        FaultSuite.assertPrompt(result.of("gateway 2"));
    }

    @Test
    void deliversWhatTheApiCommittedAndCouldNotPublishWhenItIsKilled() {
        suite.run(Trial.Plan.of("kill -9 the API between commit and publish"), trial -> {
            RedisLink link = trial.stack().apiLinks().redis();
            long swallowedBefore = link.swallowedPublishes();
            link.swallowPublishes();
            Awaitility.await().until(() -> link.swallowedPublishes() > swallowedBefore + 5);
            trial.stack().api().kill();
            long last = trial.head();
            assertThat(trial.fleet().awaitRevision(last, Duration.ofSeconds(5)))
                    .as("everyone sees the last revision before there is a later one")
                    .isTrue();
            link.mend();
            trial.stack().api().restart();
        });
    }
}
