package io.syncscript.gateway.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.local.data.RealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConsistentSettingsIT {
    private final GatewayDatabase database = GatewayDatabase.create();

    @ParameterizedTest
    @CsvSource({
        "syncscript.room.fast-sweep-interval=501ms, syncscript.room.sweep-interval",
        "syncscript.replay.batch=1025KB, syncscript.socketio.limits.outbound",
        "syncscript.isolation.limit=7s, syncscript.canary.interval",
        "spring.datasource.hikari.maximum-pool-size=1, connections"
    })
    void settingsThatDoHarmTogetherKeepTheGatewayFromStarting(String setting, String other, CapturedOutput output) {
        assertThat(failureOf(setting)).isNotNull();

        assertThat(output).contains(setting.substring(0, setting.indexOf('='))).contains(other);
        assertThat(output.getOut()).contains("APPLICATION FAILED TO START").doesNotContain("\tat ");
    }

    @Test
    void theLimitsThemselvesAreFine() {
        try (RunningGateway gateway = RunningGateway.start(
                database,
                RealServers.redis().url(),
                "syncscript.room.fast-sweep-interval=500ms",
                "syncscript.replay.batch=1MB",
                "spring.datasource.hikari.maximum-pool-size=2")) {
            assertThat(gateway.isAlive()).isTrue();
        }
    }

    private Throwable failureOf(String setting) {
        return catchThrowable(
                () -> RunningGateway.start(database, RealServers.redis().url(), setting)
                        .close());
    }
}
