package io.syncscript.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The network of clients fails, or they do not keep up. */
@ExtendWith(FaultSuite.Extension.class)
@Timeout(value = 150, unit = TimeUnit.SECONDS)
class ClientFaultIT {
    /** Events of 5 KB that exceed what the kernel keeps for a connection, up to 4 MB, and then the gateway. */
    private static final int MORE_THAN_BUFFERS = 900;

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
                Trial.Plan.of("slow readers among fast ones").with(Load.HEAVY).with(Berth::withSlowReaders),
                Faults.stopReading(MORE_THAN_BUFFERS));

        List<Account> slow = result.of(Berth.linkName(0));
        List<Account> fast = new ArrayList<>(result.accounts());
        fast.removeAll(slow);
        assertThat(slow)
                .isNotEmpty()
                .allSatisfy(account ->
                        assertThat(account.client().incidents()).anyMatch(what -> what.contains("disconnected")));
        assertThat(fast)
                .allSatisfy(account -> assertThat(account.client().incidents()).isEmpty());
        FaultSuite.assertPrompt(fast);
    }
}
