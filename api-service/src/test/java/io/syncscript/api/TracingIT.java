package io.syncscript.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.tracing.Tracer;
import io.syncscript.local.data.RealServers;
import io.syncscript.local.metrics.Scrape;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;

class TracingIT {
    @Test
    void makesNoSpansWhileItIsOff() {
        RunningApi api = RunningApi.shared();

        assertThatThrownBy(() -> api.bean(Tracer.class)).isInstanceOf(NoSuchBeanDefinitionException.class);
    }

    @Test
    void makesSpansAndTimesRedisCommandsWhileItIsOn() {
        // Nobody listens there: spans are dropped.
        Map<String, String> traced = Map.of(
                "SYNCSCRIPT_TRACING_ENABLED", "true", "SYNCSCRIPT_TRACING_ENDPOINT", "http://127.0.0.1:1/v1/traces");
        try (RunningApi api = RunningApi.start(RealServers.newDatabase(), RealServers.redis(), traced)) {
            ApiClient client = api.client().registered("Tara");
            client.get("/api/auth/session");

            assertThat(api.bean(Tracer.class).nextSpan().isNoop()).isFalse();
            await().untilAsserted(() -> assertThat(Scrape.of(URI.create(api.managementUrl()))
                            .sum("lettuce_seconds_count", "db_operation=\"HGETALL\""))
                    .isPositive());
        }
    }
}
