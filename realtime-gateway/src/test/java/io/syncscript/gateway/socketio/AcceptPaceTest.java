package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AcceptPaceTest {
    private static final int PER_SECOND = 1_000;
    private static final int BURST = 10;

    private long now = 5_000_000_000L;
    private final AcceptPace pace = new AcceptPace(PER_SECOND, new Clock());

    @Test
    void hasNoLimitWhileNothingIsDelivered() {
        assertThat(pace.pauseAfter(100_000)).isZero();
    }

    @Test
    void keepsToItsRateWhileEventsAreDelivered() {
        pace.delivering();
        long began = now;

        for (int accepted = 0; accepted < PER_SECOND / 2; accepted += BURST) {
            now += pace.pauseAfter(BURST);
        }

        assertThat(Duration.ofNanos(now - began)).isBetween(Duration.ofMillis(470), Duration.ofMillis(500));
    }

    @Test
    void makesNobodyPauseWhoComesMoreSlowly() {
        for (int i = 0; i < 100; i++) {
            pace.delivering();
            assertThat(pace.pauseAfter(1)).isZero();
            now += Duration.ofMillis(1).toNanos();
        }
    }

    @Test
    void owesNothingForThoseWhoCameBeforeTheFirstDelivery() {
        assertThat(pace.pauseAfter(100_000)).isZero();
        pace.delivering();

        assertThat(pace.pauseAfter(BURST)).isZero();
    }

    @Test
    void takesAllAgainASecondAfterTheLastDelivery() {
        pace.delivering();
        assertThat(pace.pauseAfter(2 * BURST)).isPositive();
        now += Duration.ofSeconds(1).toNanos();

        assertThat(pace.pauseAfter(100_000)).isZero();
    }

    private final class Clock implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
