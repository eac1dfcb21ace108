package io.syncscript.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Revisions 1 to 6, committed at the second of their number. */
    private static final List<Committed> LOG = LongStream.rangeClosed(1, 6)
            .mapToObj(revision -> new Committed(revision, "e" + revision, START.plusSeconds(revision)))
            .toList();

    @Test
    void isBalancedWhereEverythingAfterTheJoinCameOnceAndInOrder() {
        Account account = account(received(3, 3), received(4, 4), received(5, 5), received(6, 6));

        assertThat(account.isBalanced()).isTrue();
        assertThat(account.expected()).isEqualTo(4);
    }

    @Test
    void namesWhatIsLost() {
        assertThat(account(received(3, 3), received(5, 5)).lost()).containsExactly(4L, 6L);
    }

    @Test
    void namesWhatCameAgain() {
        Account account =
                account(received(3, 3), received(4, 4), received(4, 4), received(5, 5), received(6, 6), received(3, 7));

        assertThat(account.duplicated()).containsExactly(4L, 3L);
        assertThat(account.isBalanced()).isFalse();
    }

    @Test
    void namesWhatCameAfterALaterOne() {
        Account account = account(received(3, 3), received(5, 5), received(4, 5), received(6, 6));

        assertThat(account.reordered()).containsExactly(4L);
        assertThat(account.isBalanced()).isFalse();
    }

    @Test
    void namesWhatTheLogDoesNotHave() {
        Received other = new Received(4, "of another vault", START.plusSeconds(4));
        Account account =
                account(received(2, 2), received(3, 3), other, received(5, 5), received(6, 6), received(7, 7));

        assertThat(account.invented()).containsExactly(2L, 4L, 7L);
        assertThat(account.lost()).containsExactly(4L);
    }

    @Test
    void countsSilenceFromTheFirstCommitThatNobodyHeardOf() {
        Account account = account(received(3, 3), received(4, 3.5), received(5, 8), received(6, 8));

        assertThat(account.longestSilence()).as("from the commit of 5").isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void countsCatchingUpFromTheEndOfTheFault() {
        Account account = account(received(3, 3), received(4, 4), received(5, 7.5), received(6, 9));

        assertThat(account.caughtUpAfter()).as("5 was the head then").isEqualTo(Duration.ofSeconds(2));
    }

    private static Account account(Received... received) {
        ClientRecord client = new ClientRecord("client", 2, List.of(received), List.of(), List.of());
        return Account.of(client, LOG, START.plusMillis(5_500));
    }

    private static Received received(long revision, double second) {
        return new Received(revision, "e" + revision, START.plusMillis((long) (second * 1_000)));
    }
}
