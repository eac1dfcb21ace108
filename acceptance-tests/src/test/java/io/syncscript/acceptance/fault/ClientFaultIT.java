package io.syncscript.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The network of clients fails, or they do not keep up. */
@ExtendWith(FaultSuite.Extension.class)
@Timeout(value = 150, unit = TimeUnit.SECONDS)
class ClientFaultIT {
    /** A second more than a sweep may take, since all of it shares one machine. */
    private static final Duration UNDISTURBED = Duration.ofMillis(1_500);

    private final FaultSuite suite;

    ClientFaultIT(FaultSuite suite) {
        this.suite = suite;
    }

    @Test
    void bringsWhatClientsMissedWhoDropAllTheTime() {
        TrialResult result = suite.run(
                Trial.Plan.of("clients drop for 2 s every 5 s").with(Berth::behindLinks), Faults.dropClients(3));

        assertThat(result.incidents("disconnected")).hasSizeGreaterThan(100);
        assertThat(result.refusals()).isEmpty();
    }

    @Test
    void closesASlowReaderForWhomNobodyWaitsAndBringsItBack() {
        TrialResult result = suite.run(
                Trial.Plan.of("slow readers among fast ones").with(Load.HEAVY),
                Faults.stopReading(Duration.ofSeconds(12)));

        assertThat(result.of(Berth.linkName(0)))
                .allSatisfy(account -> assertThat(account.client().incidents())
                        .anyMatch(incident -> incident.contains("disconnected")));
        assertThat(result.accounts())
                .filteredOn(account -> account.client().incidents().isEmpty())
                .hasSize(50)
                .allSatisfy(account -> assertThat(account.longestSilence()).isLessThan(UNDISTURBED));
    }
}
