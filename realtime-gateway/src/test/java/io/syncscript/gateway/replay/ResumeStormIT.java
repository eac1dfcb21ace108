package io.syncscript.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.CountingLog;
import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestUser;
import io.syncscript.local.data.RealServers;
import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.VaultMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway died, and all who were on it come back here within a second, over real connections. */
class ResumeStormIT {
    private static final Logger log = LoggerFactory.getLogger(ResumeStormIT.class);
    private static final int CLIENTS = 2_000;
    private static final int MISSED = 300;
    private static final long SEEN = 50;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration LIVE_PAUSE = Duration.ofMillis(20);

    private final GatewayDatabase database = GatewayDatabase.create();
    private final TestUser owner = database.user("Olivia Owner");
    private final String vault = database.vault();
    private final String liveVault = database.vault();
    private final AtomicLong longestLiveWait = new AtomicLong();

    @Test
    void everyoneGetsWhatItMissedAndLiveEventsGoOn() throws Exception {
        database.member(vault, owner, VaultRole.OWNER);
        database.member(liveVault, owner, VaultRole.OWNER);
        database.addSources(vault, owner, "missed", (int) SEEN + MISSED);
        try (GatewayRedis redis = new GatewayRedis(RealServers.redis().url());
                RunningGateway gateway = RunningGateway.start(
                        List.of(CountedLog.class), database, RealServers.redis().url());
                StormClients storm = new StormClients(gateway.uri(), GatewayRedis.cookie(redis.login(owner)));
                StormClients apart = new StormClients(gateway.uri(), GatewayRedis.cookie(redis.login(owner)))) {
            StormClient live = apart.connect(1).getFirst();
            List<StormClient> clients = storm.connect(CLIENTS);
            await().atMost(LONG)
                    .until(() -> clients.stream().allMatch(client -> client.isConnected() || client.fault() != null));
            assertThat(clients).extracting(StormClient::fault).containsOnlyNulls();
            await().until(live::isConnected);
            live.resume(liveVault, 0);
            await().until(() -> redis.subscribers(liveVault) == 1);
            CountingLog counted = gateway.bean(CountingLog.class);
            int readsBefore = counted.reads();

            long begun = System.nanoTime();
            clients.forEach(client -> client.resume(vault, SEEN));
            long asked = System.nanoTime();
            int liveEvents = deliverLive(redis, live, clients);
            long done = System.nanoTime();

            log.info(
                    "{} clients asked in {} ms and had {} events each after {} ms; {} reads of events, at most {} reads at a"
                            + " time; {} live events, the slowest after {} ms",
                    CLIENTS,
                    millis(asked - begun),
                    MISSED,
                    millis(done - begun),
                    counted.reads() - readsBefore,
                    counted.mostAtATime(),
                    liveEvents,
                    millis(longestLiveWait.get()));
            assertThat(clients).allSatisfy(client -> assertThat(client.fault()).isNull());
            assertThat(live.fault()).isNull();
            assertThat(asked - begun).isLessThan(Duration.ofSeconds(1).toNanos());
            assertThat(counted.reads() - readsBefore).isLessThan(50);
            assertThat(longestLiveWait.get()).isLessThan(Duration.ofSeconds(2).toNanos());
        }
    }

    /** One live event after the other until the storm is over; how many there were. */
    private int deliverLive(GatewayRedis redis, StormClient live, List<StormClient> clients) {
        int events = 0;
        while (!clients.stream().allMatch(client -> client.revision() == SEEN + MISSED || client.fault() != null)) {
            VaultMessage message = database.addSource(liveVault, owner, "live");
            long committedAt = System.nanoTime();
            redis.publish(message);
            events++;
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> live.revision() == message.revision() || live.fault() != null);
            longestLiveWait.accumulateAndGet(live.receivedAt() - committedAt, Math::max);
            LockSupport.parkNanos(LIVE_PAUSE.toNanos());
        }
        return events;
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
