package io.syncscript.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.local.network.RedisLink;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The network between a process and its data fails, and so that nobody is told of it. */
@ExtendWith(FaultSuite.Extension.class)
@Timeout(value = 150, unit = TimeUnit.SECONDS)
class NetworkFaultIT {
    private final FaultSuite suite;

    NetworkFaultIT(FaultSuite suite) {
        this.suite = suite;
    }

    @Test
    void deliversByItsSweepWhenNoMessageReachesAGateway() {
        TrialResult result = suite.run(Trial.Plan.of("no pub/sub delivery to one gateway"), trial -> {
            RedisLink link = trial.stack().gatewayLinks(0).redis();
            link.dropDeliveries();
            Awaitility.await("the gateway knows that it hears nothing")
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> !trial.stack().gateway(0).isReady());
            assertThat(trial.stack().gateway(1).isReady()).isTrue();
            link.mend();
        });

        assertDeliveredWithinSweeps(result);
    }

    @Test
    void deliversOnceAndInOrderWhatIsPublishedTwiceAndInDisorder() {
        TrialResult result = suite.run(
                Trial.Plan.of("publishes duplicated and reordered").with(Load.DENSE),
                Faults.disorderPublishes(7, Duration.ofSeconds(6)));

        RedisLink link = suite.stack().apiLinks().redis();
        assertThat(link.duplicatedPublishes()).isPositive();
        assertThat(link.reorderedPublishes()).isPositive();
        assertDeliveredWithinSweeps(result);
    }

    @Test
    void findsASubscriptionThatDiedSilently() {
        TrialResult result = suite.run(Trial.Plan.of("a subscription dies silently"), trial -> {
            RedisLink link = trial.stack().gatewayLinks(0).redis();
            assertThat(link.forgetSubscriptions(Faults::isVaultChannel)).isPositive();
            Awaitility.await("the gateway has subscribed again")
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> link.forgetSubscriptions(Faults::isVaultChannel) > 0);
        });

        assertDeliveredWithinSweeps(result);
    }

    @Test
    void bringsBackWhoJoinsWhileAGatewayIsPartitionedFromPostgres() {
        TrialResult result = suite.run(
                Trial.Plan.of("a gateway partitioned from PostgreSQL"),
                Faults.partitionFromPostgres(0, Duration.ofSeconds(8)));

        assertThat(result.incidents("UNAVAILABLE"))
                .as("joins that could not be answered")
                .isNotEmpty();
        assertThat(result.refusals()).isEmpty();
        FaultSuite.assertPrompt(result.of("gateway"));
    }

    private static void assertDeliveredWithinSweeps(TrialResult result) {
        FaultSuite.assertPrompt(result.accounts());
        assertThat(result.refusals()).isEmpty();
    }
}
