package io.syncscript.gateway.replay;

import static io.syncscript.gateway.TestClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.ConnectedOwner;
import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.gateway.TestUser;
import io.syncscript.model.access.VaultRole;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResumeIT extends ConnectedOwner {
    ResumeIT(RunningGateway gateway, GatewayDatabase database, GatewayRedis redis) {
        super(gateway, database, redis);
    }

    @Test
    void deliversFiveMissedEventsOnceAndInOrderAndThenTheLiveOnes() {
        client.join(vault);
        redis.publish(database.addSource(vault, owner, "seen"));
        client.awaitRevisions(1L);
        client.close();
        addSources(5);

        try (TestClient returned = TestClient.connected(gateway.uri(), redis.login(owner))) {
            JsonNode ack = returned.resume(vault, 1);
            redis.publish(database.addSource(vault, owner, "live"));

            assertThat(ack.get("revision").longValue()).isEqualTo(6);
            assertThat(ack.get("recovered").booleanValue()).isTrue();
            returned.awaitRevisions(2L, 3L, 4L, 5L, 6L, 7L);
            assertThat(returned.names().indexOf("vault:joined"))
                    .isLessThan(returned.names().indexOf("source:created"));
        }
    }

    @Test
    void replaysFromTheBeginning() {
        addSources(3);

        assertThat(client.resume(vault, 0).get("recovered").booleanValue()).isTrue();

        client.awaitRevisions(1L, 2L, 3L);
    }

    @Test
    void replaysNothingToWhoMissedNothing() {
        addSources(3);

        assertThat(client.resume(vault, 3).get("recovered").booleanValue()).isTrue();
        redis.publish(database.addSource(vault, owner, "live"));

        client.awaitRevisions(4L);
    }

    @Test
    void saysThatARevisionAheadIsOutOfReach() {
        addSources(3);

        JsonNode ack = client.resume(vault, 9);
        redis.publish(database.addSource(vault, owner, "live"));

        assertThat(ack.get("recovered").booleanValue()).isFalse();
        assertThat(ack.get("revision").longValue()).isEqualTo(3);
        client.awaitRevisions(4L);
    }

    @Test
    void saysThatAPrunedRevisionIsOutOfReach() {
        addSources(5);
        database.prune(vault, 4);

        assertThat(client.resume(vault, 2).get("recovered").booleanValue()).isFalse();
        assertThat(client.revisions()).isEmpty();
        assertThat(client.resume(vault, 3).get("recovered").booleanValue()).isTrue();
        client.awaitRevisions(4L, 5L);
    }

    @Test
    void saysThatAnythingButTheHeadIsOutOfReachWhereTheWholeLogIsPruned() {
        addSources(3);
        database.prune(vault, 9);

        assertThat(client.resume(vault, 2).get("recovered").booleanValue()).isFalse();
        assertThat(client.resume(vault, 3).get("recovered").booleanValue()).isTrue();
    }

    @Test
    void joiningAgainWithARevisionStartsAnewFromThere() {
        client.join(vault);
        for (int i = 0; i < 4; i++) {
            redis.publish(database.addSource(vault, owner, "live"));
        }
        client.awaitRevisions(1L, 2L, 3L, 4L);
        client.forget();

        assertThat(client.resume(vault, 2).get("revision").longValue()).isEqualTo(4);
        redis.publish(database.addSource(vault, owner, "live"));

        client.awaitRevisions(3L, 4L, 5L);
    }

    @Test
    void aResumeThatIsLongerThanAPageMissesNothingWhileOthersWrite() {
        addSources(1_200);
        TestUser other = database.user("Olga Other");
        database.member(vault, other, VaultRole.VIEWER);
        try (TestClient bystander = TestClient.connected(gateway.uri(), redis.login(other))) {
            bystander.join(vault);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 60; i++) {
                    redis.publish(database.addSource(vault, owner, "live"));
                }
            });

            client.emit("vault:join", object("vaultId", vault, "revision", 0));
            writer.join();

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> client.revisions().size() >= 1_260);
            assertThat(client.revisions()).isEqualTo(range(1, 1_260));
            await().until(() -> bystander.revisions().size() >= 60);
            assertThat(bystander.revisions()).isEqualTo(range(1_201, 1_260));
        }
    }

    @Test
    void whoWasRemovedReceivesTheRemovalAndCannotResumeBeyondIt() {
        TestUser member = database.user("Mia Member");
        database.member(vault, member, VaultRole.CONTRIBUTOR);
        try (TestClient removed = TestClient.connected(gateway.uri(), redis.login(member))) {
            removed.join(vault);
            client.join(vault);
            redis.publish(database.removeMember(vault, owner, member));
            redis.publish(database.addSource(vault, owner, "secret"));
            client.awaitRevisions(1L, 2L);
            removed.awaitRevisions(1L);

            assertThat(removed.resume(vault, 0).get("error").get("code").stringValue())
                    .isEqualTo("ACCESS_DENIED");
            assertThat(removed.revisions()).containsExactly(1L);
            assertThat(removed.isConnected()).isTrue();
        }
    }

    @Test
    void theDeletionOfAVaultIsItsLastEvent() {
        client.join(vault);

        redis.publish(database.deleteVault(vault, owner));

        assertThat(client.next("vault:deleted").get("vaultId").stringValue()).isEqualTo(vault);
        assertThat(client.join(vault).get("error").get("code").stringValue()).isEqualTo("ACCESS_DENIED");
        await().until(() -> redis.subscribers(vault) == 0);
    }

    @Test
    void theDeletionOfAVaultArrivesWithoutRedisToo() {
        client.join(vault);

        database.deleteVault(vault, owner);

        client.next("vault:deleted");
    }

    private void addSources(int count) {
        for (int i = 0; i < count; i++) {
            database.addSource(vault, owner, "missed");
        }
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
