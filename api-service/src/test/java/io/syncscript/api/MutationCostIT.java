package io.syncscript.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.local.data.RealServers;
import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands between a mutation and its answer. */
class MutationCostIT {
    @Test
    void addsASourceInTwoRoundTrips() throws IOException {
        String database = RealServers.newDatabase();
        int port = Integer.parseInt(database.replaceAll(".*:(\\d+)/.*", "$1"));
        try (PostgresRelay relay = new PostgresRelay(port);
                RunningApi api = RunningApi.start(
                        database.replace(":" + port + "/", ":" + relay.port() + "/"),
                        RealServers.redis(),
                        Map.of("SYNCSCRIPT_DB_POOL_SIZE", "2", "SYNCSCRIPT_SESSION_ENDS_INTERVAL", "1h"))) {
            ApiClient owner = api.client().registered("Olga");
            String vault = owner.newVault("V");

            // Now and then the pool also asks whether the connection lives.
            int least = IntStream.range(0, 10)
                    .map(i -> {
                        int before = relay.roundTrips();
                        assertThat(owner.addSource(vault, "S" + i).status()).isEqualTo(201);
                        return relay.roundTrips() - before;
                    })
                    .min()
                    .orElseThrow();

            assertThat(least).isEqualTo(2);
        }
    }
}
