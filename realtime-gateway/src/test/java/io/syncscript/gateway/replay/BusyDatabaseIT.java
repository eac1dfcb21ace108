package io.syncscript.gateway.replay;

import static io.syncscript.gateway.TestClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.gateway.TestUser;
import io.syncscript.local.data.RealServers;
import io.syncscript.model.access.VaultRole;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many joins come while PostgreSQL answers none of their look-ups. */
class BusyDatabaseIT {
    private static final int JOINS = 12;

    private final GatewayDatabase database = GatewayDatabase.create();
    private final TestUser owner = database.user("Olivia Owner");
    private final String vault = database.vault();

    @Test
    void theSweepStillDeliversAndTheJoinsAreRefusedInTime() {
        database.member(vault, owner, VaultRole.OWNER);
        try (GatewayRedis redis = new GatewayRedis(RealServers.redis().url());
                RunningGateway gateway =
                        RunningGateway.start(database, RealServers.redis().url(), "syncscript.replay.turn-timeout=3s");
                TestClient here = TestClient.connected(gateway.uri(), redis.login(owner))) {
            here.join(vault);
            List<TestClient> coming = Stream.generate(() -> TestClient.connected(gateway.uri(), redis.login(owner)))
                    .limit(JOINS)
                    .toList();

            database.whileMembershipsHang(() -> {
                coming.forEach(client -> client.emit("vault:join", object("vaultId", vault)));
                await().until(() -> database.hangingLookUps() == RunningGateway.CONNECTIONS / 2);
                database.addSource(vault, owner, "live");
                here.awaitRevisions(1L);
                assertThat(coming).noneMatch(client -> client.names().contains("error"));

                assertThat(coming)
                        .allSatisfy(client -> assertThat(
                                        client.next("error").get("code").stringValue())
                                .isEqualTo("UNAVAILABLE"));
            });
            coming.forEach(TestClient::close);
        }
    }
}
