package io.syncscript.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.local.data.RedisSentinels;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The processes on a Redis that sentinels watch, whose master goes away while twelve vaults change all the time. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RedisSentinelIT {
    private RedisSentinels redis;
    private SharedRedisStack stack;

    @BeforeEach
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void start() {
        redis = RedisSentinels.start();
        stack = SharedRedisStack.start(
                "redis-sentinel",
                Map.of(
                        "SYNCSCRIPT_REDIS_URL",
                        redis.url(),
                        "SYNCSCRIPT_REDIS_SENTINEL_PASSWORD",
                        RedisSentinels.SENTINEL_PASSWORD));
        var unused = stack.openVaults();
        stack.awaitDeliveryByRedis();
    }

    @AfterEach
    void stop() {
        if (stack != null) {
            stack.close();
        }
        redis.close();
    }

    @Test
    void followsAFailoverByItself() throws Exception {
        redis.firstMaster().kill();
        assertThat(stack.owner().get("/api/vaults").status()).isEqualTo(200);
        redis.awaitFailover();

        assertServedByTheNewMaster();

        stack.assertRedisIsSound();
        redis.firstMaster().restart();
        assertServedByTheNewMaster();
        stack.assertNothingWasLost();
    }

    private void assertServedByTheNewMaster() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(stack::isReady);
        stack.awaitDeliveryByRedis();
        assertThat(stack.owner().loginAgain().get("/api/vaults").status()).isEqualTo(200);
    }
}
