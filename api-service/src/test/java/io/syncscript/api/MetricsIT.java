package io.syncscript.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.local.data.RealServers;
import io.syncscript.local.data.RedisServer;
import io.syncscript.local.metrics.Scrape;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each meter of the service, moved by what it counts. The service is that of other tests too, so differences are asked for. */
class MetricsIT {
    private final RunningApi api = RunningApi.shared();
    private final Scrape before = scrape(api);

    @Test
    void showsNothingToThePublic() {
        assertThat(api.client().get("/actuator/prometheus").status()).isEqualTo(404);
    }

    @Test
    void countsEventsThatRedisTook() {
        ApiClient client = api.client().registered("Meg");

        client.addSource(client.newVault("Papers"), "a");

        awaitAtLeast(1, "syncscript_publish_succeeded_total");
    }

    @Test
    void countsEventsThatCouldNotBePublished() {
        try (RedisServer redis = RedisServer.start(0, null);
                RunningApi alone = RunningApi.start(RealServers.newDatabase(), redis, Map.of())) {
            ApiClient client = alone.client().registered("Alan");
            String vault = client.newVault("Papers");
            redis.stop();

            client.addSource(vault, "a");

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(scrape(alone).sum("syncscript_publish_failed_total"))
                            .isPositive());
        }
    }

    @Test
    void measuresRequestsByTheirRouteAndOutcome() {
        ApiClient client = api.client().registered("Rick");
        client.get("/api/vaults/" + client.newVault("Papers"));

        awaitAtLeast(
                1,
                "http_server_requests_seconds_count",
                "uri=\"/api/vaults/{id}\"",
                "method=\"GET\"",
                "status=\"200\"");
    }

    @Test
    void showsThePoolOfConnectionsToPostgres() {
        assertThat(scrape(api).sum("hikaricp_connections_max")).isPositive();
    }

    @Test
    void measuresTheCommandsToRedis() {
        ApiClient client = api.client().registered("Lettie");
        client.get("/api/auth/session");

        awaitAtLeast(1, "lettuce_seconds_count");
    }

    @Test
    void countsWhoHadASession() {
        ApiClient client = api.client().registered("Sess");
        client.get("/api/auth/session");
        client.useCookie(ApiClient.cookieOf(UUID.randomUUID().toString()));
        client.get("/api/auth/session");

        awaitAtLeast(1, "syncscript_session_lookups_total", "answer=\"redis\"");
        awaitAtLeast(1, "syncscript_session_lookups_total", "answer=\"none\"");
    }

    @Test
    void showsThatRedisIsNotAskedForSessions() {
        try (RedisServer redis = RedisServer.start(0, null);
                RunningApi alone = RunningApi.start(RealServers.newDatabase(), redis, Map.of())) {
            ApiClient client = alone.client().registered("Bree");
            assertThat(scrape(alone).sum("syncscript_session_breaker_open")).isZero();
            redis.stop();

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                client.get("/api/auth/session");
                assertThat(scrape(alone).sum("syncscript_session_breaker_open")).isEqualTo(1);
            });
        }
    }

    @Test
    void showsWhatIsStillToBePublished() {
        assertThat(scrape(api).names()).contains("syncscript_publish_waiting", "syncscript_publish_under_way");
    }

    @Test
    void countsThePassesOfRetention() {
        try (RunningApi pruning = RunningApi.start(
                RealServers.newDatabase(), RealServers.redis(), Map.of("SYNCSCRIPT_RETENTION_INTERVAL", "1s"))) {
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(scrape(pruning).sum("syncscript_retention_passes_seconds_count"))
                            .isPositive());
        }
    }

    @Test
    void namesNoUserAndNoVault() {
        ApiClient client = api.client().registered("Nemo");
        String vault = client.newVault("Papers");
        client.get("/api/vaults/" + vault);
        client.get("/api/vaults/" + vault + "/nothing/here");

        assertThat(scrape(api).text()).doesNotContain(vault, client.userId(), client.email(), client.sessionId());
    }

    private static Scrape scrape(RunningApi api) {
        return Scrape.of(URI.create(api.managementUrl()));
    }

    private void awaitAtLeast(double more, String name, String... labels) {
        double least = before.sum(name, labels) + more;
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(scrape(api).sum(name, labels)).as(name).isGreaterThanOrEqualTo(least));
    }
}
