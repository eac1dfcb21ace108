package io.syncscript.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.gateway.TestUser;
import io.syncscript.local.data.RedisServer;
import io.syncscript.local.network.RedisLink;
import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.VaultMessage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long joined clients wait for events while Redis is dead, frozen, or out of reach without a word. */
class RedisAwayIT {
    private static final Logger log = LoggerFactory.getLogger(RedisAwayIT.class);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration TWO_SWEEPS = Duration.ofSeconds(1);
    private static final Duration FAST = Duration.ofMillis(300);
    private static final int EVENTS = 30;

    private final GatewayDatabase database = GatewayDatabase.create();
    private final TestUser owner = database.user("Olivia Owner");
    private final String vault = database.vault();
    private final RedisServer server = RedisServer.start(0, null);
    private final RedisLink link = RedisLink.to(URI.create(server.url()));
    private final GatewayRedis redis = new GatewayRedis(server.url());
    private RunningGateway gateway;
    private TestClient client;

    @BeforeEach
    void join() {
        database.member(vault, owner, VaultRole.OWNER);
        gateway = RunningGateway.start(database, link.uri().toString(), "syncscript.session.check-interval=1h");
        client = TestClient.connected(gateway.uri(), redis.login(owner));
        client.join(vault);
        await().atMost(LONG).until(() -> redis.subscribers(vault) == 1 && gateway.isReady());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        gateway.close();
        redis.close();
        link.close();
        server.close();
    }

    @Test
    void eventsComeWithTheFastSweepOnceRedisIsDead() {
        server.stop();

        List<Duration> waits = commitAndAwait(EVENTS);

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(TWO_SWEEPS));
        assertThat(median(waits)).isLessThan(FAST);
        server.restart();
        assertRedisDeliversAgain(1);
    }

    @Test
    void eventsComeWithTheFastSweepOnceRedisIsKnownToBeFrozen() throws Exception {
        signal("STOP");
        try {
            List<Duration> waits = commitAndAwait(EVENTS);

            assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(TWO_SWEEPS));
            assertThat(median(waits.subList(1, EVENTS))).isLessThan(FAST);
        } finally {
            signal("CONT");
        }
        assertRedisDeliversAgain(1);
    }

    @Test
    void aSubscribedConnectionThatFallsSilentIsReplaced() {
        assertThat(link.freezeSubscribers()).isPositive();
        long swallowedAt = System.nanoTime();

        List<Duration> waits = commitAndAwait(3);
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(TWO_SWEEPS));

        assertRedisDeliversAgain(2); // Redis still counts the silent one.
        Duration outage = Duration.ofNanos(System.nanoTime() - swallowedAt);
        log.info("Redis delivered again {} ms after the connection went silent", outage.toMillis());
        assertThat(outage).isLessThan(Duration.ofSeconds(5));
        assertThat(gateway.bean(MeterRegistry.class)
                        .get("syncscript.fanout.connections.lost")
                        .counter()
                        .count())
                .isPositive();
    }

    private List<Duration> commitAndAwait(int count) {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            VaultMessage committed = database.addSource(vault, owner, "unpublished");
            waits.add(awaitRevision(committed.revision()));
        }
        log.info(
                "Waited {} ms for events, median {}",
                waits.stream().map(Duration::toMillis).toList(),
                median(waits));
        return waits;
    }

    /** Only Redis can bring the revision that follows the log's last one. */
    private void assertRedisDeliversAgain(long subscriptions) {
        await().atMost(LONG).until(() -> redis.subscribers(vault) == subscriptions && gateway.isReady() && !inDoubt());
        VaultMessage last = database.addSource(vault, owner, "published");
        redis.publish(last);
        awaitRevision(last.revision());
        redis.publish(GatewayDatabase.following(last));
        awaitRevision(last.revision() + 1);
        assertThat(client.revisions())
                .isEqualTo(
                        LongStream.rangeClosed(1, last.revision() + 1).boxed().toList());
    }

    private boolean inDoubt() {
        return gateway.bean(RedisDelivery.class).isInDoubt();
    }

    private Duration awaitRevision(long revision) {
        long since = System.nanoTime();
        await().atMost(LONG)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> client.revisions().contains(revision));
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private static Duration median(List<Duration> waits) {
        return waits.stream().sorted().toList().get(waits.size() / 2);
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(server.pid()))
                .start()
                .waitFor();
    }
}
