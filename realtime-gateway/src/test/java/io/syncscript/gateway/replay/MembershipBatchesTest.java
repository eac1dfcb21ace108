package io.syncscript.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.model.access.VaultRole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;

class MembershipBatchesTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final HeldMemberships log = new HeldMemberships();
    private final MembershipBatches batches = new MembershipBatches(log, Duration.ofSeconds(30));

    @Test
    void answersMembersAndNonMembers() {
        log.member(key(1), VaultRole.VIEWER);

        assertThat(batches.find(key(1)).join()).map(Membership::role).contains(VaultRole.VIEWER);
        assertThat(batches.find(key(2)).join()).isEmpty();
    }

    @Test
    void thoseWhoAskWhileQueriesAreUnderWayShareTheNextOne() {
        log.hold();
        occupyBothQueries();
        List<CompletableFuture<Optional<Membership>>> answers = IntStream.range(0, 40)
                .mapToObj(number -> {
                    log.member(key(number), VaultRole.VIEWER);
                    return batches.find(key(number));
                })
                .toList();
        assertThat(log.queries()).hasSize(2);
        log.release();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isPresent());
        assertThat(log.queries()).hasSize(3);
        assertThat(log.queries().getLast()).hasSize(40);
    }

    @Test
    void oneQueryThatHangsDoesNotHoldUpTheOthers() {
        log.hold();
        CompletableFuture<Optional<Membership>> hanging = batches.find(key(1));
        await().until(() -> log.queries().size() == 1);
        log.holdNoMore();

        assertThat(batches.find(key(2)).join()).isEmpty();
        assertThat(hanging).isNotDone();
        log.release();
        assertThat(hanging.join()).isEmpty();
    }

    @Test
    void anAnswerIsNeverFromBeforeItWasAskedFor() {
        log.member(key(1), VaultRole.OWNER);
        log.hold();
        CompletableFuture<Optional<Membership>> before = batches.find(key(1));
        await().until(() -> log.queries().size() == 1);
        log.member(key(1), VaultRole.VIEWER);

        CompletableFuture<Optional<Membership>> after = batches.find(key(1));
        log.release();

        assertThat(before.join()).map(Membership::role).contains(VaultRole.OWNER);
        assertThat(after.join()).map(Membership::role).contains(VaultRole.VIEWER);
    }

    @Test
    void aQueryThatFailsFailsOnlyThoseInIt() {
        log.hold();
        occupyBothQueries();
        List<CompletableFuture<Optional<Membership>>> answers = List.of(batches.find(key(1)), batches.find(key(2)));
        log.failTheNext();
        log.release();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        .failsWithin(Duration.ofSeconds(10))
                        .withThrowableThat()
                        .havingCause()
                        .isInstanceOf(DataAccessException.class));
        assertThat(batches.find(key(3)).join()).isEmpty();
    }

    @Test
    void refusesThoseWhoHaveWaitedTooLong() {
        MembershipBatches impatient = new MembershipBatches(log, PATIENCE);
        log.hold();
        assertThat(impatient.find(key(-1))).isNotDone();
        await().until(() -> log.queries().size() == 1);
        assertThat(impatient.find(key(-2))).isNotDone();
        await().until(() -> log.queries().size() == 2);
        CompletableFuture<Optional<Membership>> waiting = impatient.find(key(1));
        long asked = System.nanoTime();
        await().until(() -> System.nanoTime() - asked > PATIENCE.toNanos());
        log.release();

        assertThat(waiting)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(TransientDataAccessResourceException.class);
        assertThat(log.queries()).hasSize(2);
    }

    /** Until the log is released. */
    private void occupyBothQueries() {
        for (int query = 1; query <= 2; query++) {
            assertThat(batches.find(key(-query))).isNotDone();
            int begun = query;
            await().until(() -> log.queries().size() == begun);
        }
    }

    private static MembershipKey key(int number) {
        return new MembershipKey("vault", "user" + number);
    }
}
