package io.syncscript.gateway.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.gateway.ConnectedOwner;
import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class PendingRequestsIT extends ConnectedOwner {
    private static final int REQUESTS = 30;
    private static final int PAYLOAD = 400_000;

    PendingRequestsIT(RunningGateway gateway, GatewayDatabase database, GatewayRedis redis) {
        super(gateway, database, redis);
    }

    @Test
    void doNotHoldTheirPayloadWhileTheyWait() {
        String ballast = "x".repeat(PAYLOAD);
        client.join(vault);
        long before = usedHeap();
        database.whileMembershipsHang(() -> {
            for (int i = 0; i < REQUESTS; i++) {
                client.emit("vault:join", TestClient.object("vaultId", vault, "ballast", ballast));
            }
            client.ask("ping");
            assertThat(usedHeap() - before).isLessThan((long) REQUESTS * PAYLOAD / 2);
        });
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
