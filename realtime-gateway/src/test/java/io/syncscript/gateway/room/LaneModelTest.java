package io.syncscript.gateway.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.VaultMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What members of a vault see under random faults: messages that are lost, doubled, late and out of order, a log that is away
 * or pruned, members who come, go, resume, are removed and come back. A seed that fails is printed and fails again.
 */
class LaneModelTest {
    private static final int SEEDS = 2_000;
    private static final int STEPS = 80;
    private static final int ROUNDS_TO_SETTLE = 10;

    /** Says what the test makes happen all the time. */
    private final Logger noise = Logger.getLogger("com.github.benmanes.caffeine");

    @BeforeEach
    void silence() {
        noise.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        noise.setLevel(null);
    }

    @Test
    void everyMemberSeesEveryRevisionFromItsPositionOnceAndInOrder() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                new Scenario(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static final class Scenario {
        private static final RoomProperties PROPERTIES =
                new RoomProperties(Duration.ofSeconds(1), Duration.ofSeconds(1), 4, 3, 10, 10);

        private final Random random;
        private final FakeLog log = new FakeLog();
        private final FakeTopics topics = new FakeTopics();
        private final RoomWatch watch = Watches.unseen();
        private final VaultLanes lanes = new VaultLanes(FakeRoom::new, log, topics, PROPERTIES, watch);
        private final List<VaultMessage> onTheirWay = new ArrayList<>();
        private final List<ModelClient> clients;
        private long head;

        Scenario(long seed) {
            this.random = new Random(seed);
            var bounded = Replays.bounded(log);
            VaultJoins joins = new VaultJoins(
                    lanes,
                    Replays.memberships(bounded),
                    new ReplayPages(bounded, Replays.PROPERTIES),
                    PROPERTIES,
                    Replays.PROPERTIES,
                    watch.rooms());
            clients = IntStream.range(0, 3)
                    .mapToObj(number -> new ModelClient("cusermodel" + number, joins))
                    .toList();
            clients.forEach(client -> log.member(client.userId(), VaultRole.VIEWER));
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            settle();
            clients.forEach(ModelClient::leave);
            clients.forEach(ModelClient::awaitRequests);
            clients.forEach(ModelClient::verify);
            await().pollDelay(Duration.ZERO).until(() -> lanes.active().isEmpty());
        }

        private void step() {
            ModelClient client = clients.get(random.nextInt(clients.size()));
            switch (random.nextInt(20)) {
                case 0, 1 -> client.resume();
                case 2 -> client.leave();
                case 3 -> client.reconnect();
                case 4 -> commitRemoval(client);
                case 5 -> commitReturn(client);
                case 6 -> log.away(true);
                case 7, 8 -> log.away(false);
                case 9 -> sweep();
                case 10 -> prune();
                case 11, 12, 13 -> deliverSome();
                case 14 -> lanes.active().forEach(VaultLane::onSubscribed);
                case 15 -> client.awaitRequests();
                default -> commit(Messages.sourceDeleted(head + 1));
            }
        }

        private void commit(VaultMessage message) {
            synchronized (log) {
                log.append(message);
            }
            committed(message);
        }

        private void committed(VaultMessage message) {
            head = message.revision();
            if (random.nextInt(4) != 0) {
                onTheirWay.add(message);
            }
        }

        private void commitRemoval(ModelClient client) {
            VaultMessage removal = Messages.memberRemoved(head + 1, client.userId());
            synchronized (log) {
                if (log.membership(client.userId())) {
                    log.noMember(client.userId());
                    commit(removal);
                    client.removedAt(removal.revision());
                }
            }
        }

        private void commitReturn(ModelClient client) {
            synchronized (log) {
                if (!log.membership(client.userId())) {
                    VaultMessage addition = Messages.memberAdded(head + 1, client.userId());
                    log.addMember(client.userId(), addition);
                    committed(addition);
                    client.addedAt(addition.revision());
                }
            }
        }

        private void prune() {
            if (random.nextInt(4) == 0) {
                log.prune(head - random.nextInt(8));
            }
        }

        /** In any order, and some of them again later. */
        private void deliverSome() {
            Collections.shuffle(onTheirWay, random);
            for (int i = random.nextInt(4); i > 0 && !onTheirWay.isEmpty(); i--) {
                VaultMessage message = onTheirWay.getFirst();
                if (random.nextInt(5) != 0) {
                    onTheirWay.removeFirst();
                }
                topics.publish(message);
            }
        }

        private void sweep() {
            lanes.active().forEach(lane -> lane.catchUpTo(head));
        }

        /** The faults end; who is a member comes back until it has everything. */
        private void settle() {
            clients.forEach(ModelClient::awaitRequests);
            log.away(false);
            for (int round = 0; round < ROUNDS_TO_SETTLE && !clients.stream().allMatch(this::isSettled); round++) {
                clients.forEach(ModelClient::resume);
                clients.forEach(ModelClient::awaitRequests);
                sweep();
                lanes.active()
                        .forEach(lane -> lane.leave(new Participant(new FakeSocket("cusernobody")))
                                .join());
            }
            assertThat(clients).allMatch(this::isSettled);
        }

        private boolean isSettled(ModelClient client) {
            return !log.membership(client.userId()) || client.standsAt(head);
        }
    }
}
