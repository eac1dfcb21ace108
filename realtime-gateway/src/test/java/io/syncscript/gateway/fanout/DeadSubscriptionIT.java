package io.syncscript.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.gateway.TestUser;
import io.syncscript.local.data.RealServers;
import io.syncscript.model.access.VaultRole;
import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.event.VaultMessage;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.ByteArrayCodec;

/** A vault's subscription that is gone while its connection, and Redis, work. */
class DeadSubscriptionIT {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final GatewayDatabase database = GatewayDatabase.create();
    private final TestUser owner = database.user("Olivia Owner");
    private final String vault = database.vault();
    private final GatewayRedis redis = new GatewayRedis(RealServers.redis().url());
    private RunningGateway gateway;
    private TestClient client;

    @BeforeEach
    void joinTheVault() {
        database.member(vault, owner, VaultRole.OWNER);
        gateway = RunningGateway.start(
                database,
                RealServers.redis().url(),
                "syncscript.canary.interval=50ms",
                "syncscript.room.sweep-interval=50ms",
                "syncscript.room.fast-sweep-interval=50ms");
        client = TestClient.connected(gateway.uri(), redis.login(owner));
        client.join(vault);
        await().atMost(LONG).until(() -> redis.subscribers(vault) == 1 && gateway.isReady());
    }

    @AfterEach
    void leave() {
        client.close();
        gateway.close();
        redis.close();
    }

    @Test
    void isTakenAnewSoThatRedisDeliversAgain() {
        gateway.bean(RedissonClients.class)
                .current()
                .getShardedTopic(ChannelNames.vaultChannel(vault), ByteArrayCodec.INSTANCE)
                .removeAllListeners();
        assertThat(redis.subscribers(vault)).isZero();

        VaultMessage last = commitAndPublish();
        while (resubscriptions() == 0 && last.revision() < 100) {
            awaitRevision(last.revision());
            last = commitAndPublish();
        }
        awaitRevision(last.revision());

        assertThat(resubscriptions()).isEqualTo(1);
        await().atMost(LONG).until(() -> redis.subscribers(vault) == 1);
        redis.publish(GatewayDatabase.following(last));
        awaitRevision(last.revision() + 1);
        assertThat(client.revisions())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last.revision() + 1).boxed().toList());
    }

    @Test
    void isNotSuspectedForPublishesThatAreLostNowAndThen() {
        for (int lost = 0; lost < 5; lost++) {
            VaultMessage unpublished = database.addSource(vault, owner, "lost");
            awaitRevision(unpublished.revision());
            hearSomethingOverRedis(unpublished.revision());
        }

        assertThat(resubscriptions()).isZero();
        assertThat(redis.subscribers(vault)).isEqualTo(1);
    }

    private void hearSomethingOverRedis(long head) {
        int heard = client.payloads("source:updated").size();
        redis.publish(
                new VaultMessage(vault, head, GatewayDatabase.newId(), "source:updated", "{\"announced\":true}", true));
        await().atMost(LONG).until(() -> client.payloads("source:updated").size() == heard + 1);
    }

    private VaultMessage commitAndPublish() {
        VaultMessage committed = database.addSource(vault, owner, "published");
        redis.publish(committed);
        return committed;
    }

    private void awaitRevision(long revision) {
        await().atMost(LONG).until(() -> client.revisions().contains(revision));
    }

    private double resubscriptions() {
        return gateway.bean(MeterRegistry.class)
                .get("syncscript.fanout.resubscriptions")
                .counter()
                .count();
    }
}
