package io.syncscript.gateway.socketio;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/**
 * How fast connections are accepted while events are delivered, which then have precedence; otherwise there is no limit. But for
 * {@link #delivering}, confined to the acceptor's event loop.
 */
final class AcceptPace {
    /** For as long after a delivery another one is expected. */
    private static final Duration EXPECTANCY = Duration.ofSeconds(1);

    /** What may be accepted at once, so that the pauses are of some length. */
    private static final Duration BURST = Duration.ofMillis(10);

    private final TimeMeter clock;
    private final Bucket allowed;
    private volatile long lastDelivery;

    /** @param perSecond connections of all event loops together */
    AcceptPace(int perSecond) {
        this(perSecond, TimeMeter.SYSTEM_NANOTIME);
    }

    AcceptPace(int perSecond, TimeMeter clock) {
        this.clock = clock;
        this.lastDelivery = clock.currentTimeNanos() - EXPECTANCY.toNanos();
        this.allowed = Bucket.builder()
                .addLimit(limit -> limit.capacity(Math.max(1, perSecond * BURST.toMillis() / 1000))
                        .refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(clock)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    /** An event goes to a room that has members. On any thread. */
    void delivering() {
        lastDelivery = clock.currentTimeNanos();
    }

    /** How many nanoseconds to wait after so many were accepted, more than 0, until the next one. */
    long pauseAfter(int accepted) {
        boolean delivers = clock.currentTimeNanos() - lastDelivery < EXPECTANCY.toNanos();
        return delivers && accepted > 0 ? allowed.consumeIgnoringRateLimits(accepted) : 0;
    }
}
