package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.gateway.TestUser;
import io.syncscript.local.data.RealServers;
import io.syncscript.model.access.VaultRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that reads slowly resumes over a log many times as large as what may wait for it. */
class SlowResumeIT {
    private static final int EVENTS = 3_000;
    private static final String TITLE = "t".repeat(500);

    private final GatewayDatabase database = GatewayDatabase.create();
    private final GatewayRedis redis = new GatewayRedis(RealServers.redis().url());
    private final TestUser owner = database.user("Olivia Owner");
    private final String vault = database.vault();
    private final RunningGateway gateway = RunningGateway.start(
            database,
            RealServers.redis().url(),
            "syncscript.socketio.limits.outbound=128KB",
            "syncscript.replay.batch=32KB",
            "syncscript.replay.stall-timeout=2s");

    @BeforeEach
    void fillTheLog() {
        database.member(vault, owner, VaultRole.OWNER);
        database.addSources(vault, owner, TITLE, EVENTS);
    }

    @AfterEach
    void stop() {
        gateway.close();
        redis.close();
    }

    @Test
    void getsEveryRevisionOnceAndInOrderAndDelaysNobody() throws IOException {
        try (TestClient bystander = TestClient.connected(gateway.uri(), redis.login(owner));
                RawClient slow = resume()) {
            bystander.join(vault);
            List<Long> received = new ArrayList<>();
            while (received.size() < 20) {
                readRevision(slow, received);
            }
            redis.publish(database.addSource(vault, owner, "live"));
            bystander.awaitRevisions(EVENTS + 1L);

            while (received.size() <= EVENTS) {
                readRevision(slow, received);
            }

            assertThat(received)
                    .isEqualTo(LongStream.rangeClosed(1, EVENTS + 1).boxed().toList());
        }
    }

    @Test
    void isClosedWhereItStopsReading() throws IOException {
        try (RawClient stopped = resume()) {
            assertThat(stopped.text()).startsWith("42[\"vault:joined\"");

            await().until(() -> gateway.connectionCount() == 0);
        }
    }

    private RawClient resume() throws IOException {
        RawClient client = new RawClient(gateway.uri().getPort(), 4_096);
        client.upgrade("EIO=4&transport=websocket", "Cookie: " + GatewayRedis.cookie(redis.login(owner)) + "\r\n");
        client.text();
        client.send("40");
        client.text();
        client.send("42[\"vault:join\",{\"vaultId\":\"" + vault + "\",\"revision\":0}]");
        return client;
    }

    private static void readRevision(RawClient client, List<Long> received) throws IOException {
        JsonNode payload = JsonMapper.shared()
                .readTree(client.text().substring("42".length()))
                .get(1);
        if (payload.has("eventId")) {
            received.add(payload.get("revision").longValue());
        }
    }
}
