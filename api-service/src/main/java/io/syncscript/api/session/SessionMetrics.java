package io.syncscript.api.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Counts who had the sessions that requests came with, and shows whether Redis is asked for them. Safe for any thread. */
@Component
class SessionMetrics {
    private final Counter fromRedis;
    private final Counter fromDatabase;
    private final Counter unknown;
    private final Counter ended;
    private final Counter askedDatabase;

    SessionMetrics(MeterRegistry meters, GuardedRedis redis) {
        this.fromRedis = lookUps(meters, "redis");
        this.fromDatabase = lookUps(meters, "database");
        this.unknown = lookUps(meters, "none");
        this.ended = lookUps(meters, "ended");
        this.askedDatabase = Counter.builder("syncscript.session.database.lookups")
                .description(
                        "Sessions that PostgreSQL was asked for, because Redis did not know them or could not be asked")
                .register(meters);
        Gauge.builder("syncscript.session.breaker.open", redis, asked -> asked.isAvoided() ? 1 : 0)
                .description("Redis is not asked for sessions, because it did not answer")
                .register(meters);
    }

    private static Counter lookUps(MeterRegistry meters, String answer) {
        return Counter.builder("syncscript.session.lookups")
                .description("Look-ups of sessions, by who had the session")
                .tag("answer", answer)
                .register(meters);
    }

    void foundInRedis() {
        fromRedis.increment();
    }

    void knownToHaveEnded() {
        ended.increment();
    }

    void askedDatabase() {
        askedDatabase.increment();
    }

    void answered(Optional<?> stored) {
        (stored.isPresent() ? fromDatabase : unknown).increment();
    }
}
