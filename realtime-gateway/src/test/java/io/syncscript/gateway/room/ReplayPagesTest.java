package io.syncscript.gateway.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class ReplayPagesTest {
    private final FakeLog log = new FakeLog();
    private final ReplayPages pages = new ReplayPages(Replays.bounded(log), Replays.PROPERTIES);

    @Test
    void readsAPageOnceForAllWhoAskForAPartOfIt() {
        append(1, 7);

        assertThat(after(0, 7)).containsExactly(1L, 2L, 3L);
        assertThat(after(2, 7)).containsExactly(3L);
        assertThat(after(1, 7)).containsExactly(2L, 3L);
        assertThat(log.reads()).isEqualTo(1);

        assertThat(after(3, 7)).containsExactly(4L, 5L, 6L);
        assertThat(log.reads()).isEqualTo(2);
    }

    @Test
    void readsAPageThatWasNotFullAgainWhereMoreIsKnown() {
        append(1, 5);
        assertThat(after(3, 5)).containsExactly(4L, 5L);
        append(6, 6);

        assertThat(after(3, 5)).containsExactly(4L, 5L);
        assertThat(log.reads()).isEqualTo(1);
        assertThat(after(3, 6)).containsExactly(4L, 5L, 6L);
        assertThat(log.reads()).isEqualTo(2);
    }

    @Test
    void answersWithNothingWhereTheLogHasNothing() {
        append(1, 3);

        assertThat(after(3, 9)).isEmpty();
        assertThat(after(0, 9)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void skipsNothingOfAPageThatRetentionTookAPartOf() {
        append(1, 7);
        log.prune(3);

        assertThat(after(2, 7)).containsExactly(3L);
        assertThat(after(3, 7)).containsExactly(4L, 5L, 6L);
    }

    @RepeatedTest(200)
    void asksAgainAfterAFailure() {
        append(1, 3);
        log.away(true);
        assertThatThrownBy(() -> after(0, 3)).isInstanceOf(DataAccessResourceFailureException.class);

        log.away(false);

        assertThat(after(0, 3)).containsExactly(1L, 2L, 3L);
    }

    private List<Long> after(long revision, long known) {
        return pages.after(Messages.VAULT, revision, known).stream()
                .map(Delivery::revision)
                .toList();
    }

    private void append(long first, long last) {
        LongStream.rangeClosed(first, last).forEach(revision -> log.append(Messages.sourceDeleted(revision)));
    }
}
