package io.syncscript.gateway.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.gateway.fanout.CanaryProperties;
import io.syncscript.gateway.fanout.RedisProperties;
import io.syncscript.gateway.replay.ReplayProperties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class SettingsTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Settings.class);

    @ParameterizedTest
    @CsvSource({
        "syncscript.room.sweepInterval, 0ms",
        "syncscript.room.fastSweepInterval, -1ms",
        "syncscript.room.pageSize, 0",
        "syncscript.room.pageSize, 100000",
        "syncscript.room.recentEvents, 0",
        "syncscript.replay.pageSize, 0",
        "syncscript.canary.interval, 0ms",
        "syncscript.canary.timeout, 0ms",
        "syncscript.redis.pingInterval, 0ms"
    })
    void oneThatMakesNoSenseIsRefused(String key, String value) {
        context.run(running -> assertThat(running).hasNotFailed());

        context.withPropertyValues(key + "=" + value)
                .run(failed -> assertThat(failed)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(key.substring(key.lastIndexOf('.') + 1)));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({
        RoomProperties.class,
        ReplayProperties.class,
        CanaryProperties.class,
        RedisProperties.class
    })
    static class Settings {}
}
