package io.syncscript.gateway.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.protocol.EventNames;
import io.syncscript.gateway.replay.BoundedVaultLog;
import io.syncscript.gateway.socketio.InboundEvent;
import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.VaultMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many participants come and go while events are published, late and twice. */
class ConcurrencyTest {
    private static final RoomProperties PROPERTIES =
            new RoomProperties(Duration.ofSeconds(1), Duration.ofSeconds(1), 7, 5, 10, 10);
    private static final int PARTICIPANTS = 16;
    private static final int VISITS = 40;
    private static final int EVENTS = 2_000;

    private final FakeLog log = new FakeLog();
    private final FakeTopics topics = new FakeTopics();
    private final RoomWatch watch = Watches.unseen();
    private final VaultLanes lanes = new VaultLanes(FakeRoom::new, log, topics, PROPERTIES, watch);
    private final BoundedVaultLog bounded = Replays.bounded(log);
    private final VaultJoins joins = new VaultJoins(
            lanes,
            Replays.memberships(bounded),
            new ReplayPages(bounded, Replays.PROPERTIES),
            PROPERTIES,
            Replays.PROPERTIES,
            watch.rooms());

    @RepeatedTest(3)
    void everyVisitResumesWithoutAGapAndWithoutADuplicate() {
        CompletableFuture<Void> publisher = CompletableFuture.runAsync(this::publish, Thread::startVirtualThread);
        List<CompletableFuture<FakeSocket>> visitors = IntStream.range(0, PARTICIPANTS)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> visit(number), Thread::startVirtualThread))
                .toList();

        publisher.join();
        for (CompletableFuture<FakeSocket> visitor : visitors) {
            FakeSocket socket = visitor.join();
            assertThat(socket.revisions())
                    .isEqualTo(LongStream.rangeClosed(1, EVENTS).boxed().toList());
        }
        await().untilAsserted(
                        () -> assertThat(topics.subscriptions(Messages.VAULT)).isZero());
        assertThat(lanes.active()).isEmpty();
    }

    @Test
    void twoLanesOfOneVaultAreNeverInUse() {
        List<CompletableFuture<Void>> users = IntStream.range(0, PARTICIPANTS)
                .mapToObj(number -> CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 2_000; i++) {
                                VaultLane lane = lanes.acquire(Messages.VAULT);
                                assertThat(lanes.acquire(Messages.VAULT)).isSameAs(lane);
                                lanes.release(lane);
                                lanes.release(lane);
                            }
                        },
                        Thread::startVirtualThread))
                .toList();

        users.forEach(CompletableFuture::join);

        assertThat(lanes.active()).isEmpty();
    }

    /** Comes back again and again from the last revision it saw, and in the end waits for the last one. */
    private FakeSocket visit(int number) {
        Random random = new Random(number);
        String userId = "cuservisitor" + number;
        log.member(userId, VaultRole.VIEWER);
        FakeSocket socket = new FakeSocket(userId);
        Participant participant = new Participant(socket);
        for (int i = 0; i < VISITS; i++) {
            resume(participant, socket);
            LockSupport.parkNanos(random.nextInt(3_000_000));
            joins.leave(participant, Messages.VAULT);
        }
        resume(participant, socket);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            lanes.active()
                    .forEach(lane -> log.heads(List.of(lane.vaultId())).values().forEach(lane::catchUpTo));
            assertThat(socket.closedFor()).isEmpty();
            assertThat(lastRevision(socket)).isEqualTo(EVENTS);
        });
        joins.leaveAll(participant);
        return socket;
    }

    private void resume(Participant participant, FakeSocket socket) {
        JsonNode argument = JsonMapper.shared()
                .createObjectNode()
                .put("vaultId", Messages.VAULT)
                .put("revision", lastRevision(socket));
        InboundEvent event = new InboundEvent(EventNames.VAULT_JOIN, List.of(argument), new NoAcknowledgement());
        JoinRequest request = JoinRequest.of(event.args());
        joins.join(participant, request, joins.lookUp(participant, request), new Reply(socket, event));
    }

    private static long lastRevision(FakeSocket socket) {
        List<Long> revisions = socket.revisions();
        return revisions.isEmpty() ? 0 : revisions.getLast();
    }

    /** Publishes most messages, some of them late, some twice. */
    private void publish() {
        Random random = new Random(7);
        List<VaultMessage> late = new ArrayList<>();
        for (long revision = 1; revision <= EVENTS; revision++) {
            VaultMessage message = log.append(Messages.sourceDeleted(revision));
            switch (random.nextInt(10)) {
                case 0 -> {}
                case 1 -> late.add(message);
                case 2 -> {
                    topics.publish(message);
                    topics.publish(message);
                }
                default -> topics.publish(message);
            }
            if (late.size() > 3) {
                late.forEach(topics::publish);
                late.clear();
            }
            LockSupport.parkNanos(10_000);
        }
    }
}
