package io.syncscript.gateway.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.syncscript.gateway.CountingLog;
import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.TestUser;
import io.syncscript.gateway.protocol.EventNames;
import io.syncscript.gateway.replay.BoundedVaultLog;
import io.syncscript.gateway.replay.RealLog;
import io.syncscript.gateway.replay.ReplayProperties;
import io.syncscript.gateway.replay.VaultLog;
import io.syncscript.gateway.socketio.InboundEvent;
import io.syncscript.local.data.PostgresServer;
import io.syncscript.model.access.VaultRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway died, and all who were on it come back at once. */
class ManyResumesIT {
    private static final int CLIENTS = 1_000;
    private static final int EVENTS = 200;
    private static final int CONCURRENT_READS = 2;
    private static final RoomProperties ROOM =
            new RoomProperties(Duration.ofSeconds(1), Duration.ofSeconds(1), 500, 64, 10, 10);
    private static final ReplayProperties REPLAY = new ReplayProperties(
            100,
            DataSize.ofMegabytes(32),
            Duration.ofSeconds(60),
            DataSize.ofKilobytes(128),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30));

    private final GatewayDatabase database = GatewayDatabase.create();
    private final HikariDataSource pool = new HikariDataSource();
    private final TestUser owner = database.user("Olivia Owner");
    private final String vault = database.vault();
    private final VaultLog log;
    private final CountingLog asked;
    private final VaultLanes lanes;
    private final VaultJoins joins;

    ManyResumesIT() {
        RoomWatch watch = Watches.unseen();
        pool.setJdbcUrl(database.url());
        pool.setUsername(PostgresServer.GATEWAY_ROLE);
        pool.setPassword(PostgresServer.PASSWORD);
        pool.setMaximumPoolSize(CONCURRENT_READS + 1);
        log = RealLog.on(pool);
        asked = new CountingLog(log);
        lanes = new VaultLanes(FakeRoom::new, log, new FakeTopics(), ROOM, watch);
        BoundedVaultLog bounded = new BoundedVaultLog(asked, CONCURRENT_READS, REPLAY.turnTimeout());
        joins = new VaultJoins(
                lanes, Replays.memberships(bounded), new ReplayPages(bounded, REPLAY), ROOM, REPLAY, watch.rooms());
    }

    @BeforeEach
    void fillTheLog() {
        database.member(vault, owner, VaultRole.OWNER);
        database.addSources(vault, owner, "missed", EVENTS);
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void theyShareTheReadsOfTheLog() {
        List<FakeSocket> sockets = IntStream.range(0, CLIENTS)
                .mapToObj(number -> new FakeSocket(owner.id()))
                .toList();

        sockets.stream()
                .map(socket -> CompletableFuture.runAsync(() -> resume(socket, vault), Thread::startVirtualThread))
                .toList()
                .forEach(CompletableFuture::join);

        List<Long> all = LongStream.rangeClosed(1, EVENTS).boxed().toList();
        assertThat(sockets).allSatisfy(socket -> assertThat(socket.revisions()).isEqualTo(all));
        assertThat(asked.reads()).isEqualTo(EVENTS / REPLAY.pageSize());
        assertThat(asked.mostAtATime()).isLessThanOrEqualTo(CONCURRENT_READS);
    }

    @Test
    void liveEventsFindAConnectionWhileReplaysHoldAllOfTheirs() {
        FakeSocket here = new FakeSocket(owner.id());
        String other = database.vault();
        database.member(other, owner, VaultRole.OWNER);
        resume(here, other);
        asked.block();
        List<CompletableFuture<Void>> replays = IntStream.range(0, 20)
                .mapToObj(number -> {
                    String own = database.vault();
                    database.member(own, owner, VaultRole.OWNER);
                    database.addSources(own, owner, "missed", 1);
                    return CompletableFuture.runAsync(
                            () -> resume(new FakeSocket(owner.id()), own), Thread::startVirtualThread);
                })
                .toList();
        await().until(() -> asked.underWay() == CONCURRENT_READS);

        database.addSource(other, owner, "live");
        Map<String, Long> heads = log.heads(List.of(other));
        lanes.active().stream()
                .filter(lane -> lane.vaultId().equals(other))
                .forEach(lane -> lane.catchUpTo(heads.getOrDefault(other, 0L)));

        await().until(() -> here.revisions().equals(List.of(1L)));
        assertThat(replays).noneMatch(CompletableFuture::isDone);
        asked.unblock();
        replays.forEach(CompletableFuture::join);
    }

    private void resume(FakeSocket socket, String vaultId) {
        JsonNode argument =
                JsonMapper.shared().createObjectNode().put("vaultId", vaultId).put("revision", 0);
        InboundEvent event = new InboundEvent(EventNames.VAULT_JOIN, List.of(argument), new NoAcknowledgement());
        Participant participant = new Participant(socket);
        JoinRequest request = JoinRequest.of(event.args());
        joins.join(participant, request, joins.lookUp(participant, request), new Reply(socket, event));
    }
}
