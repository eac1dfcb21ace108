package io.syncscript.gateway.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.ConnectedOwner;
import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.gateway.TestUser;
import io.syncscript.local.metrics.Scrape;
import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.Origin;
import io.syncscript.model.event.VaultMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each meter of a room, moved by what it counts. The gateway is that of other tests too, so differences are asked for. */
class RoomMetricsIT extends ConnectedOwner {
    private final Scrape before;

    RoomMetricsIT(RunningGateway gateway, GatewayDatabase database, GatewayRedis redis) {
        super(gateway, database, redis);
        this.before = Scrape.of(gateway.managementUri());
    }

    @Test
    void countsTheConnectionByItsTransport() {
        TestClient polling = TestClient.connected(gateway.uri(), redis.login(owner), "polling");
        awaitPositive("syncscript_socketio_connections", "transport=\"polling\"");
        polling.close();

        awaitAtLeast(1, "syncscript_socketio_upgrades_total");
        awaitPositive("syncscript_socketio_connections", "transport=\"websocket\"");
        awaitPositive("syncscript_socketio_sockets");
    }

    @Test
    void countsWhyConnectionsEnd() {
        client.close();

        awaitAtLeast(1, "syncscript_socketio_disconnects_total", "reason=\"client_left\"");
    }

    @Test
    void countsWhoIsAccepted() {
        awaitAtLeast(1, "syncscript_handshake_decisions_total", "outcome=\"accepted\"");
    }

    @Test
    void countsWhoIsRefused() {
        TestClient stranger = TestClient.of(
                gateway.uri(),
                java.util.Map.of("Cookie", GatewayRedis.cookie(UUID.randomUUID().toString())));
        stranger.connect();
        stranger.next("connect_error");
        stranger.close();

        awaitAtLeast(1, "syncscript_handshake_decisions_total", "outcome=\"unauthorized\"");
    }

    @Test
    void countsJoinsAndWhoIsInTheRoom() {
        client.join(vault);

        awaitAtLeast(1, "syncscript_room_joins_total", "outcome=\"joined\"");
        awaitPositive("syncscript_room_members");
        awaitPositive("syncscript_room_rooms");
        awaitPositive("syncscript_room_lanes");
    }

    @Test
    void countsJoinsThatAreRefused() {
        client.join(database.vault());
        client.join("no id");

        awaitAtLeast(1, "syncscript_room_joins_total", "outcome=\"access_denied\"");
        awaitAtLeast(1, "syncscript_room_joins_total", "outcome=\"invalid_vault_id\"");
    }

    @Test
    void countsWhoLeavesTheRoom() {
        client.join(vault);
        await().untilAsserted(() -> assertThat(now("syncscript_room_members")).isPositive());
        double in = now("syncscript_room_members");

        client.ask("vault:leave", vault);

        await().untilAsserted(() -> assertThat(now("syncscript_room_members")).isEqualTo(in - 1));
    }

    @Test
    void measuresAReplay() {
        database.addSources(vault, owner, "missed", 7);

        client.resume(vault, 0);

        client.awaitRevisions(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        awaitAtLeast(1, "syncscript_room_joins_total", "outcome=\"resumed\"");
        awaitAtLeast(1, "syncscript_room_replays_seconds_count", "outcome=\"entered\"");
        awaitAtLeast(7, "syncscript_room_replay_events_sum");
    }

    @Test
    void measuresAnEventFromItsStampToTheSocket() {
        client.join(vault);
        awaitSubscription();
        VaultMessage event = database.addSource(vault, owner, "a")
                .from(Origin.at(Instant.now().minusMillis(300)));

        redis.publish(event);

        client.awaitRevisions(1L);
        awaitAtLeast(1, "syncscript_room_events_total", "source=\"redis\"");
        awaitAtLeast(1, "syncscript_room_deliveries_total");
        awaitAtLeast(1, "syncscript_room_delivery_latency_seconds_count", "source=\"redis\"");
        awaitAtLeast(0.3, "syncscript_room_delivery_latency_seconds_sum", "source=\"redis\"");
    }

    @Test
    void countsAnEventFromTheFutureAsOneThatTookNoTime() {
        client.join(vault);
        awaitSubscription();

        redis.publish(database.addSource(vault, owner, "a")
                .from(Origin.at(Instant.now().plus(Duration.ofHours(1)))));

        client.awaitRevisions(1L);
        awaitAtLeast(1, "syncscript_room_delivery_latency_seconds_count", "source=\"redis\"");
    }

    @Test
    void countsWhatTheSweepRepairs() {
        client.join(vault);
        awaitSubscription();

        database.addSource(vault, owner, "never published");

        client.awaitRevisions(1L);
        awaitAtLeast(1, "syncscript_room_gaps_total", "found_by=\"sweep\"");
        awaitAtLeast(1, "syncscript_room_gap_events_total", "found_by=\"sweep\"");
        awaitAtLeast(1, "syncscript_room_sweep_behind_total");
        awaitAtLeast(1, "syncscript_room_events_total", "source=\"log\"");
    }

    @Test
    void sweepsAllTheTime() {
        awaitAtLeast(2, "syncscript_room_sweeps_seconds_count");
        assertThat(now("syncscript_room_sweep_age_seconds")).isBetween(0.0, 5.0);
    }

    @Test
    void measuresHowSoonARemovedMemberIsOut() {
        TestUser removed = database.user("Rem Removed");
        database.member(vault, removed, VaultRole.VIEWER);
        TestClient theirs = TestClient.connected(gateway.uri(), redis.login(removed));
        theirs.join(vault);
        awaitSubscription();

        redis.publish(database.removeMember(vault, owner, removed).from(Origin.at(Instant.now())));

        awaitAtLeast(1, "syncscript_room_revocations_seconds_count", "kind=\"member\"");
        theirs.close();
    }

    @Test
    void showsThatRedisDelivers() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(now("syncscript_fanout_delivering")).isEqualTo(1));
        assertThat(now("syncscript_fanout_connected")).isEqualTo(1);
    }

    @Test
    void showsThePoolOfConnectionsToPostgres() {
        assertThat(now("hikaricp_connections_max", "pool=\"vault-log\"")).isEqualTo(RunningGateway.CONNECTIONS);
    }

    @Test
    void namesNoUserAndNoVault() {
        client.join(vault);
        awaitAtLeast(1, "syncscript_room_joins_total", "outcome=\"joined\"");

        assertThat(Scrape.of(gateway.managementUri()).text()).doesNotContain(vault, owner.id(), owner.email());
    }

    private void awaitSubscription() {
        await().until(() -> redis.subscribers(vault) > 0);
    }

    private double now(String name, String... labels) {
        return Scrape.of(gateway.managementUri()).sum(name, labels);
    }

    /** Of a level, which other tests' clients may lower meanwhile. */
    private void awaitPositive(String name, String... labels) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(now(name, labels)).as(name).isPositive());
    }

    private void awaitAtLeast(double more, String name, String... labels) {
        double least = before.sum(name, labels) + more;
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(now(name, labels)).as(name).isGreaterThanOrEqualTo(least));
    }
}
