package io.syncscript.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.local.data.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.ByteArrayCodec;

/** Readiness that follows whether what is published to Redis comes back. */
class CanaryIT {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String[] FAST = {"syncscript.canary.interval=100ms", "syncscript.canary.timeout=500ms"};

    private final GatewayDatabase database = GatewayDatabase.create();
    private RedisServer redisServer;

    @BeforeEach
    void startRedis() {
        redisServer = RedisServer.start(0, null);
    }

    @AfterEach
    void stopRedis() {
        redisServer.close();
    }

    @Test
    void isNotReadyBeforeTheFirstProof() {
        redisServer.stop();
        try (RunningGateway gateway = RunningGateway.start(database, redisServer.url(), FAST)) {
            assertThat(gateway.isReady()).isFalse();
            assertThat(gateway.isAlive()).isTrue();

            redisServer.restart();

            await().atMost(LONG).until(gateway::isReady);
        }
    }

    @Test
    void isReadyWithoutWaitingForTheFirstInterval() {
        try (RunningGateway gateway = RunningGateway.start(
                database, redisServer.url(), "syncscript.canary.interval=1h", "syncscript.isolation.limit=2h")) {
            await().atMost(LONG).until(gateway::isReady);
        }
    }

    @Test
    void losesReadinessWithRedisAndGetsItBackByItselfAndStaysAlive() {
        try (RunningGateway gateway = RunningGateway.start(database, redisServer.url(), FAST)) {
            await().atMost(LONG).until(gateway::isReady);
            assertThat(meters(gateway).get("syncscript.fanout.canary").timer().count())
                    .isPositive();

            redisServer.stop();
            await().atMost(LONG).until(() -> !gateway.isReady());
            assertThat(gateway.isAlive()).isTrue();
            assertThat(misses(gateway)).isGreaterThanOrEqualTo(2);

            redisServer.restart();
            await().atMost(LONG).until(gateway::isReady);
        }
    }

    @Test
    void noticesThatItsOwnSubscriptionDiedAndSubscribesAnew() {
        try (RunningGateway gateway = RunningGateway.start(database, redisServer.url(), FAST);
                GatewayRedis redis = new GatewayRedis(redisServer.url())) {
            await().atMost(LONG).until(gateway::isReady);
            String channel = redis.shardedChannels("canary:*").getFirst();

            gateway.bean(RedissonClients.class)
                    .current()
                    .getShardedTopic(channel, ByteArrayCodec.INSTANCE)
                    .removeAllListeners();

            await().atMost(LONG).until(() -> misses(gateway) >= 2);
            await().atMost(LONG)
                    .until(() -> gateway.isReady()
                            && redis.shardedChannels("canary:*").contains(channel));
        }
    }

    @Test
    void eachGatewayHasAChannelOfItsOwn() {
        try (RunningGateway one = RunningGateway.start(database, redisServer.url(), FAST);
                RunningGateway other = RunningGateway.start(database, redisServer.url(), FAST);
                GatewayRedis redis = new GatewayRedis(redisServer.url())) {
            await().atMost(LONG).until(() -> one.isReady() && other.isReady());

            assertThat(redis.shardedChannels("canary:*")).hasSize(2);
        }
    }

    private static double misses(RunningGateway gateway) {
        return meters(gateway).get("syncscript.fanout.canary.misses").counter().count();
    }

    private static MeterRegistry meters(RunningGateway gateway) {
        return gateway.bean(MeterRegistry.class);
    }
}
