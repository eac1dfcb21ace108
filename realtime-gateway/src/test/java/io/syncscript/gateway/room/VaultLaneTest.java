package io.syncscript.gateway.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.gateway.socketio.ClientSocket;
import io.syncscript.gateway.socketio.DisconnectReason;
import io.syncscript.gateway.socketio.EncodedEvent;
import io.syncscript.gateway.socketio.SocketRoom;
import io.syncscript.model.event.VaultMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultLaneTest {
    private static final RoomProperties PROPERTIES =
            new RoomProperties(Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 4, 10, 10);

    private final FakeLog log = new FakeLog();
    private final FakeTopics topics = new FakeTopics();
    private final List<VaultLane> left = Collections.synchronizedList(new ArrayList<>());
    private final VaultLane lane = new VaultLane(
            Messages.VAULT,
            new FakeRoom("vault:" + Messages.VAULT),
            log,
            topics,
            PROPERTIES,
            Watches.unseen(),
            left::add);
    private final FakeSocket alice = new FakeSocket("cuseralice1");
    private final Participant aliceHere = new Participant(alice);
    private final FakeSocket bob = new FakeSocket("cuserbobby1");
    private final Participant bobHere = new Participant(bob);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void deliversEachRevisionOnceAndInOrderHoweverMessagesArrive(long seed) {
        enter(aliceHere, 0);
        List<VaultMessage> messages = new ArrayList<>(appendUpTo(40));
        messages.addAll(messages.subList(10, 30));
        Collections.shuffle(messages, new Random(seed));

        messages.forEach(lane::onMessage);
        settle();

        assertThat(alice.revisions()).isEqualTo(range(1, 40));
    }

    @Test
    void deliversWhatRedisLostWhenTheNextMessageArrives() {
        enter(aliceHere, 0);
        List<VaultMessage> messages = appendUpTo(9);

        lane.onMessage(messages.getLast());
        settle();

        assertThat(alice.revisions()).isEqualTo(range(1, 9));
    }

    @Test
    void deliversConsecutiveMessagesWithoutReadingTheLog() {
        enter(aliceHere, 0);
        settle();
        int readsBefore = log.reads();

        appendUpTo(5).forEach(lane::onMessage);
        settle();

        assertThat(alice.revisions()).isEqualTo(range(1, 5));
        assertThat(log.reads()).isEqualTo(readsBefore);
    }

    @Test
    void dropsAMessageAheadOfTheLog() {
        enter(aliceHere, 0);
        appendUpTo(2).forEach(lane::onMessage);

        lane.onMessage(Messages.sourceDeleted(1_000_000));
        lane.onMessage(log.append(Messages.sourceDeleted(3)));
        settle();

        assertThat(alice.revisions()).isEqualTo(range(1, 3));
    }

    @Test
    void readsARemovalFromTheLogWhereItsMessageDoesNotFit() {
        enter(aliceHere, 0);
        enter(bobHere, 0);
        VaultMessage removal = log.append(Messages.memberRemoved(1, "cuseralice1"));

        lane.onMessage(new VaultMessage(
                Messages.VAULT, 1, removal.eventId(), removal.type(), "{\"userId\":7,\"eventId\":\"x\"}", false));
        lane.onMessage(log.append(Messages.sourceDeleted(2)));
        settle();

        assertThat(alice.revisions()).containsExactly(1L);
        assertThat(bob.revisions()).containsExactly(1L, 2L);
        assertThat(bob.payloads("member:removed").getFirst().get("userId").stringValue())
                .isEqualTo("cuseralice1");
    }

    @Test
    void removedMemberReceivesTheRemovalAndNothingAfterIt() {
        enter(aliceHere, 0);
        enter(bobHere, 0);

        lane.onMessage(log.append(Messages.sourceDeleted(1)));
        lane.onMessage(log.append(Messages.memberRemoved(2, "cuseralice1")));
        lane.onMessage(log.append(Messages.sourceDeleted(3)));
        settle();

        assertThat(alice.revisions()).containsExactly(1L, 2L);
        assertThat(bob.revisions()).containsExactly(1L, 2L, 3L);
        assertThat(aliceHere.laneOf(Messages.VAULT)).isEmpty();
        assertThat(left).containsExactly(lane);
    }

    @Test
    void removedMemberReceivesNothingAfterTheRemovalFromTheLogEither() {
        enter(aliceHere, 0);
        enter(bobHere, 0);
        log.append(Messages.memberRemoved(1, "cuseralice1"));
        log.append(Messages.sourceDeleted(2));

        lane.catchUpTo(2);
        settle();

        assertThat(alice.revisions()).containsExactly(1L);
        assertThat(bob.revisions()).containsExactly(1L, 2L);
    }

    @Test
    void everyoneLeavesAfterTheVaultWasDeleted() {
        enter(aliceHere, 0);
        enter(bobHere, 0);

        lane.onMessage(log.append(Messages.vaultDeleted(1)));
        settle();

        assertThat(alice.names()).containsExactly("vault:deleted");
        assertThat(bob.names()).containsExactly("vault:deleted");
        assertThat(left).hasSize(2);
        assertThat(alice.isConnected()).isTrue();
    }

    @Test
    void sendsAParticipantWhatItLacksBeforeItEnters() {
        enter(aliceHere, 0);
        appendUpTo(6).forEach(lane::onMessage);

        assertThat(lane.enter(bobHere, 3, 3).join()).isEqualTo(Entry.ENTERED);
        lane.onMessage(log.append(Messages.sourceDeleted(7)));
        settle();

        assertThat(bob.revisions()).isEqualTo(range(4, 7));
    }

    @Test
    void sendsAParticipantThatLacksTooMuchBackToTheLog() {
        enter(aliceHere, 0);
        appendUpTo(6).forEach(lane::onMessage);

        assertThat(lane.enter(bobHere, 1, 6).join()).isEqualTo(Entry.BEHIND);
        assertThat(bob.revisions()).isEmpty();
    }

    @Test
    void aParticipantAheadOfTheLaneReceivesNothingTwice() {
        enter(aliceHere, 0);
        List<VaultMessage> messages = appendUpTo(4);
        enter(bobHere, 3);

        messages.forEach(lane::onMessage);
        settle();

        assertThat(alice.revisions()).isEqualTo(range(1, 4));
        assertThat(bob.revisions()).containsExactly(4L);
    }

    @Test
    void aRemovalBeforeTheReadmissionDoesNotRemoveAgain() {
        enter(aliceHere, 0);
        VaultMessage removal = log.append(Messages.memberRemoved(1, "cuserbobby1"));
        VaultMessage next = log.append(Messages.sourceDeleted(2));
        enter(bobHere, 2);

        lane.onMessage(removal);
        lane.onMessage(next);
        lane.onMessage(log.append(Messages.sourceDeleted(3)));
        settle();

        assertThat(bob.revisions()).containsExactly(3L);
    }

    @Test
    void whoWasRemovedBetweenTheCheckAndTheEntryGetsTheRemovalAndStaysOut() {
        enter(aliceHere, 0);
        lane.onMessage(log.append(Messages.sourceDeleted(1)));
        lane.onMessage(log.append(Messages.memberRemoved(2, "cuserbobby1")));
        lane.onMessage(log.append(Messages.sourceDeleted(3)));

        assertThat(lane.enter(bobHere, 1, 1).join()).isEqualTo(Entry.DEPARTED);
        lane.onMessage(log.append(Messages.sourceDeleted(4)));
        settle();

        assertThat(bob.revisions()).containsExactly(2L);
    }

    @Test
    void announcementsAreDeliveredOnceAndBehindTheRevisionTheySpeakOf() {
        enter(aliceHere, 0);
        appendUpTo(2);

        lane.onMessage(Messages.announcement(2, "cannounce1"));
        lane.onMessage(Messages.announcement(2, "cannounce1"));
        settle();
        lane.onMessage(log.append(Messages.sourceDeleted(3)));
        settle();

        assertThat(alice.names())
                .containsExactly("source:deleted", "source:deleted", "source:created", "source:deleted");
    }

    @Test
    void anAnnouncementDoesNotMoveTheCursor() {
        enter(aliceHere, 0);
        lane.onMessage(log.append(Messages.sourceDeleted(1)));

        lane.onMessage(Messages.announcement(1, "cannounce1"));
        lane.onMessage(log.append(Messages.sourceDeleted(2)));
        settle();

        assertThat(alice.revisions()).containsExactly(1L, 2L);
    }

    @Test
    void waitsForTheSweepWhileTheLogIsAway() {
        enter(aliceHere, 0);
        settle();
        List<VaultMessage> messages = appendUpTo(5);
        log.away(true);
        lane.onMessage(messages.get(2));
        lane.onMessage(messages.get(3));
        settle();
        assertThat(alice.revisions()).isEmpty();

        log.away(false);
        lane.catchUpTo(5);
        settle();

        assertThat(alice.revisions()).isEqualTo(range(1, 5));
    }

    @Test
    void consecutiveMessagesAreDeliveredWhileTheLogIsAway() {
        enter(aliceHere, 0);
        settle();
        log.away(true);

        appendUpTo(3).forEach(lane::onMessage);
        settle();

        assertThat(alice.revisions()).isEqualTo(range(1, 3));
    }

    @Test
    void tellsItsSubscriptionWhatTheSweepHadToRepair() {
        enter(aliceHere, 0);
        settle();
        appendUpTo(2).forEach(lane::onMessage);

        lane.catchUpTo(2);
        settle();
        assertThat(topics.missed()).isZero();

        log.append(Messages.sourceDeleted(3));
        lane.catchUpTo(3);
        settle();
        assertThat(topics.missed()).isEqualTo(1);
        assertThat(alice.revisions()).isEqualTo(range(1, 3));
    }

    @Test
    void sendsTheRoomAwayWhereTheLogNoLongerHasWhatItLacks() {
        enter(aliceHere, 0);
        settle();
        appendUpTo(5);
        log.prune(4);

        lane.catchUpTo(5);
        settle();

        assertThat(alice.revisions()).isEmpty();
        assertThat(alice.closedFor()).contains(DisconnectReason.SERVER_DRAINING);
        assertThat(left).containsExactly(lane);
    }

    @Test
    void sendsTheRoomAwayWhereTheLogWentBackForGood() {
        enter(aliceHere, 0);
        appendUpTo(5).forEach(lane::onMessage);
        lane.catchUpTo(4);
        lane.onMessage(log.append(Messages.sourceDeleted(6)));
        settle();

        log.restore(2);
        IntStream.range(0, 9).forEach(sweep -> lane.catchUpTo(2));
        settle();
        assertThat(alice.closedFor()).isEmpty();

        lane.catchUpTo(2);
        settle();
        assertThat(alice.closedFor()).contains(DisconnectReason.SERVER_DRAINING);
        assertThat(alice.revisions()).isEqualTo(range(1, 6));
        assertThat(lane.enter(bobHere, 2, 3).join()).isEqualTo(Entry.BEHIND);
        enter(bobHere, 2);
        lane.onMessage(log.append(Messages.sourceDeleted(3)));
        settle();
        assertThat(bob.revisions()).containsExactly(3L);
    }

    @Test
    void theFirstInAfterOthersLeftGetsWhatWasHeardInBetween() {
        enter(aliceHere, 0);
        lane.leave(aliceHere).join();
        lane.onMessage(log.append(Messages.sourceDeleted(1)));

        enter(bobHere, 0);
        settle();
        settle();

        assertThat(bob.revisions()).containsExactly(1L);
    }

    @Test
    void sendsTheRoomAwayWhereADeliveryFails() {
        VaultLane failing =
                new VaultLane(Messages.VAULT, new FailingRoom(), log, topics, PROPERTIES, Watches.unseen(), left::add);
        assertThat(failing.enter(aliceHere, 0, 0).join()).isEqualTo(Entry.ENTERED);

        failing.onMessage(log.append(Messages.sourceDeleted(1)));

        assertThat(failing.enter(bobHere, 1, 1).join()).isEqualTo(Entry.ENTERED);
        assertThat(alice.closedFor()).contains(DisconnectReason.SERVER_DRAINING);
        assertThat(bob.isConnected()).isTrue();
    }

    @Test
    void aSocketThatClosedDoesNotEnter() {
        alice.disconnect(DisconnectReason.CLIENT_LEFT);

        assertThat(lane.enter(aliceHere, 0, 0).join()).isEqualTo(Entry.CLOSED);
        assertThat(topics.subscriptions(Messages.VAULT)).isZero();
    }

    private void enter(Participant participant, long position) {
        assertThat(lane.enter(participant, position, position).join()).isEqualTo(Entry.ENTERED);
    }

    private List<VaultMessage> appendUpTo(long head) {
        return LongStream.rangeClosed(1, head)
                .mapToObj(revision -> log.append(Messages.sourceDeleted(revision)))
                .toList();
    }

    /** Waits until the lane has done all that it was given. */
    private void settle() {
        lane.leave(new Participant(new FakeSocket("cusernobody"))).join();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    /** Has no memory for a broadcast. */
    private static final class FailingRoom implements SocketRoom {
        private final FakeRoom members = new FakeRoom("failing");

        @Override
        public String name() {
            return members.name();
        }

        @Override
        public boolean add(ClientSocket socket) {
            return members.add(socket);
        }

        @Override
        public boolean remove(ClientSocket socket) {
            return members.remove(socket);
        }

        @Override
        public int size() {
            return members.size();
        }

        @Override
        public int broadcast(EncodedEvent event, Runnable written) {
            throw new OutOfMemoryError("direct memory, as far as this test goes");
        }

        @Override
        public int broadcast(EncodedEvent event, Predicate<ClientSocket> filter, Runnable written) {
            return broadcast(event, written);
        }
    }
}
