package io.syncscript.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.ConnectedOwner;
import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.local.metrics.Scrape;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who had the session that was looked up, and how its end was found. */
class SessionMetricsIT extends ConnectedOwner {
    private final Scrape before;

    SessionMetricsIT(RunningGateway gateway, GatewayDatabase database, GatewayRedis redis) {
        super(gateway, database, redis);
        this.before = Scrape.of(gateway.managementUri());
    }

    @Test
    void countsASessionThatRedisHas() {
        awaitOneMore("syncscript_session_lookups_total", "answer=\"redis\"");
    }

    @Test
    void countsASessionThatOnlyPostgresHas() {
        TestClient.connected(gateway.uri(), database.session(owner, Duration.ofHours(1)))
                .close();

        awaitOneMore("syncscript_session_lookups_total", "answer=\"database\"");
    }

    @Test
    void countsASessionThatNobodyHas() {
        TestClient stranger = TestClient.of(
                gateway.uri(),
                Map.of("Cookie", GatewayRedis.cookie(UUID.randomUUID().toString())));
        stranger.connect();
        stranger.next("connect_error");
        stranger.close();

        awaitOneMore("syncscript_session_lookups_total", "answer=\"none\"");
    }

    @Test
    void measuresTheEndOfASessionThatOnlyPostgresTold() {
        String session = redis.login(owner);
        database.storeSession(session, owner, Duration.ofHours(1));
        TestClient ended = TestClient.connected(gateway.uri(), session);

        database.endSession(session);

        ended.next("error");
        awaitOneMore("syncscript_session_revocations_total", "found_by=\"database\"");
        awaitOneMore("syncscript_session_revocation_latency_seconds_count");
        ended.close();
    }

    @Test
    void showsThatRevocationsAreHeardOf() {
        Scrape now = Scrape.of(gateway.managementUri());

        assertThat(now.sum("syncscript_lifecycle_isolated")).isZero();
        assertThat(now.sum("syncscript_lifecycle_silence_seconds")).isBetween(0.0, 30.0);
    }

    private void awaitOneMore(String name, String... labels) {
        double least = before.sum(name, labels) + 1;
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(Scrape.of(gateway.managementUri()).sum(name, labels))
                                .as(name)
                                .isGreaterThanOrEqualTo(least));
    }
}
