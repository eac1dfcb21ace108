package io.syncscript.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EndedSessionsTest {
    private static final Instant END = Instant.parse("2026-11-21T10:00:00Z");

    private final EndedSessions ended = new EndedSessions();

    @Test
    void knowsASessionByItsId() {
        ended.add(SessionDigest.hex("one"));

        assertThat(ended.contains("one")).isTrue();
        assertThat(ended.contains("two")).isFalse();
    }

    @Test
    void saysWhetherAnEndIsNews() {
        assertThat(ended.add("digest", END, END)).isTrue();
        assertThat(ended.add("digest", END, END)).isFalse();
    }

    @Test
    void readsAgainWhatMayHaveCommittedLate() {
        assertThat(ended.unread()).isEqualTo(Instant.EPOCH);

        ended.add("digest", END, END);
        ended.add("earlier", END.minusSeconds(30), END);

        assertThat(ended.unread()).isEqualTo(END.minus(Duration.ofMinutes(1)));
    }

    @Test
    void forgetsASessionOnceNothingShowsItAsLive() {
        ended.add(SessionDigest.hex("gone"), END, Instant.now().minus(Duration.ofHours(2)));
        ended.add(SessionDigest.hex("expired"), END, Instant.now().minus(Duration.ofMinutes(2)));

        ended.forgetExpired();

        assertThat(ended.contains("gone")).isFalse();
        assertThat(ended.contains("expired")).isTrue();
    }
}
