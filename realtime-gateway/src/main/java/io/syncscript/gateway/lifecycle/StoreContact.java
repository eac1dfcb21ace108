package io.syncscript.gateway.lifecycle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * When this process last had a proof that it hears of revocations: a canary that came back over Redis, or an answer of
 * PostgreSQL. Safe for any thread.
 */
@Component
public final class StoreContact {
    private final AtomicLong provenAt = new AtomicLong(System.nanoTime());
    private final long limit;

    StoreContact(IsolationProperties properties) {
        this.limit = properties.limit().toNanos();
    }

    /**
     * There was a proof.
     *
     * @param askedAt the {@link System#nanoTime()} before it was asked for: what was revoked later is not covered
     */
    public void proven(long askedAt) {
        provenAt.accumulateAndGet(askedAt, (before, now) -> now - before > 0 ? now : before);
    }

    /** True where there was no proof for longer than the limit, so that nobody may be served. */
    public boolean isLost() {
        return silence().toNanos() > limit;
    }

    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - provenAt.get());
    }
}
