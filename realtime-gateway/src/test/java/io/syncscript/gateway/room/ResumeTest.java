package io.syncscript.gateway.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.replay.ReplayProperties;
import io.syncscript.gateway.socketio.DisconnectReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ResumeTest {
    private static final RoomProperties PROPERTIES =
            new RoomProperties(Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 2, 10, 10);

    private final FakeLog log = new FakeLog();
    private final VaultLane lane = new VaultLane(
            Messages.VAULT,
            new FakeRoom("vault:" + Messages.VAULT),
            log,
            new FakeTopics(),
            PROPERTIES,
            Watches.unseen(),
            released -> {});
    private final FakeSocket alice = new FakeSocket("cuseralice1");
    private final Participant aliceHere = new Participant(alice);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void sendsWhateverIsMissingWhereverThePagesEnd(long missing) {
        appendUpTo(missing);

        assertThat(resume(0, missing)).isEqualTo(Entry.ENTERED);
        lane.onMessage(log.append(Messages.sourceDeleted(missing + 1)));
        lane.leave(aliceHere).join();

        assertThat(alice.revisions())
                .isEqualTo(LongStream.rangeClosed(1, missing + 1).boxed().toList());
    }

    @Test
    void stopsAtARemovalThatCameAfterTheAdmission() {
        appendUpTo(4);
        log.append(Messages.memberRemoved(5, "cuseralice1"));
        log.append(Messages.sourceDeleted(6));

        assertThat(resume(0, 4)).isEqualTo(Entry.DEPARTED);

        assertThat(alice.revisions()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void passesARemovalThatTheAdmissionCameAfter() {
        log.append(Messages.memberRemoved(1, "cuseralice1"));
        log.append(Messages.sourceDeleted(2));

        assertThat(resume(0, 2)).isEqualTo(Entry.ENTERED);

        assertThat(alice.revisions()).containsExactly(1L, 2L);
    }

    @Test
    void sendsTheClientAwayWhereRetentionTookSomeOfItMeanwhile() {
        appendUpTo(5);
        log.prune(3);

        assertThat(resume(0, 5)).isEqualTo(Entry.CLOSED);

        assertThat(alice.closedFor()).contains(DisconnectReason.SERVER_DRAINING);
        assertThat(alice.revisions()).isEmpty();
    }

    @Test
    void sendsTheClientAwayWhereTheLogHasLessThanTheLane() {
        Participant other = new Participant(new FakeSocket("cuserbobby1"));
        assertThat(lane.enter(other, 9, 9).join()).isEqualTo(Entry.ENTERED);

        assertThat(resume(0, 0)).isEqualTo(Entry.CLOSED);

        assertThat(alice.closedFor()).contains(DisconnectReason.SERVER_DRAINING);
    }

    @Test
    void sendsNoMoreThanABatchBeforeTheClientHasTakenIt() {
        appendUpTo(7);
        alice.stopReading();

        CompletableFuture<Entry> replay = CompletableFuture.supplyAsync(
                () -> resume(Replays.batches(DataSize.ofBytes(1)), 0, 7), Thread::startVirtualThread);
        await().until(() -> !alice.revisions().isEmpty());
        await().during(Duration.ofMillis(100)).until(() -> alice.revisions().equals(List.of(1L)) && !replay.isDone());
        alice.read();

        assertThat(replay.join()).isEqualTo(Entry.ENTERED);
        assertThat(alice.revisions())
                .isEqualTo(LongStream.rangeClosed(1, 7).boxed().toList());
    }

    @Test
    void closesAClientThatStopsReading() {
        appendUpTo(7);
        alice.stopReading();

        assertThat(resume(0, 7)).isEqualTo(Entry.CLOSED);

        assertThat(alice.closedFor()).contains(DisconnectReason.SLOW_READER);
        assertThat(alice.revisions()).containsExactly(1L, 2L, 3L);
    }

    private Entry resume(long position, long admittedAt) {
        return resume(Replays.PROPERTIES, position, admittedAt);
    }

    private Entry resume(ReplayProperties properties, long position, long admittedAt) {
        ReplayPages pages = new ReplayPages(Replays.bounded(log), properties);
        return new Resume(aliceHere, lane, pages, new ReplayTurns(), properties, position, admittedAt).run();
    }

    private void appendUpTo(long head) {
        LongStream.rangeClosed(1, head).forEach(revision -> log.append(Messages.sourceDeleted(revision)));
    }
}
