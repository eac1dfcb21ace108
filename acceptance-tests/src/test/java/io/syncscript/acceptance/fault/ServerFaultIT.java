package io.syncscript.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that SyncScript keeps its data in goes away and comes back. */
@ExtendWith(FaultSuite.Extension.class)
@Timeout(value = 150, unit = TimeUnit.SECONDS)
class ServerFaultIT {
    /** Until a process knows that Redis does not answer. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final FaultSuite suite;

    ServerFaultIT(FaultSuite suite) {
        this.suite = suite;
    }

    @Test
    void losesNeitherEventsNorSessionsWhenRedisRestartsWithAnEmptyMemory() {
        TrialResult result = suite.run(
                Trial.Plan.of("Redis killed, restarted empty"), Faults.restartRedisEmpty(Duration.ofSeconds(3)));

        assertThat(result.refusalsAfter(GRACE)).isEmpty();
        assertNobodyHadToLogIn(result);
    }

    @Test
    void deliversAndTakesChangesWhileRedisIsFrozen() {
        TrialResult result =
                suite.run(Trial.Plan.of("Redis frozen for 10 s"), Faults.freezeRedis(Duration.ofSeconds(10)));

        assertThat(result.refusalsAfter(GRACE)).isEmpty();
        assertNobodyHadToLogIn(result);
        FaultSuite.assertPrompt(result.of("gateway"));
    }

    @Test
    void losesNothingWhenPostgresRestarts() {
        TrialResult result =
                suite.run(Trial.Plan.of("PostgreSQL restarted"), Faults.restartPostgres(Duration.ofSeconds(2)));

        assertThat(result.refusals())
                .as("changes that could not be made")
                .isNotEmpty()
                .allSatisfy(refusal -> assertThat(refusal.answer()).startsWith("503"));
        assertThat(result.incidents("disconnected")).as("sockets stay").isEmpty();
    }

    private static void assertNobodyHadToLogIn(TrialResult result) {
        assertThat(result.incidents("SESSION_EXPIRED")).isEmpty();
        assertThat(result.incidents("UNAUTHORIZED")).isEmpty();
        assertThat(result.refusals()).extracting(Refusal::answer).noneMatch(answer -> answer.startsWith("401"));
    }
}
