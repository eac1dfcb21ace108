package io.syncscript.gateway.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts what became of look-ups of sessions, and how sessions of connected sockets ended. Safe for any thread. */
@Component
class SessionMetrics {
    private final MeterRegistry meters;
    private final Counter failed;
    private final Counter unknown;
    private final Counter ended;
    private final Counter fromRedis;
    private final Counter fromDatabase;
    private final Counter endsHeard;
    private final Counter endsRead;
    private final Counter endsFound;
    private final Timer endLatency;

    SessionMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.fromRedis = lookUps("redis");
        this.fromDatabase = lookUps("database");
        this.ended = lookUps("ended");
        this.unknown = lookUps("none");
        this.failed = lookUps("failed");
        this.endsHeard = ends("message");
        this.endsRead = ends("database");
        this.endsFound = ends("check");
        this.endLatency = Timer.builder("syncscript.session.revocation.latency")
                .description("From the end of a session to that of its sockets, where Redis did not say so first")
                .register(meters);
    }

    private Counter lookUps(String answer) {
        return Counter.builder("syncscript.session.lookups")
                .description("Look-ups of sessions, by who had the session")
                .tag("answer", answer)
                .register(meters);
    }

    private Counter ends(String foundBy) {
        return Counter.builder("syncscript.session.revocations")
                .description("Sockets that were ended because their session was over, by how that was found")
                .tag("found.by", foundBy)
                .register(meters);
    }

    void knownToHaveEnded() {
        ended.increment();
    }

    /** Redis was asked; where that failed, nobody else is. */
    void asked(@Nullable Throwable failure) {
        if (failure != null) {
            failed.increment();
        }
    }

    /** Counts a look-up by its answer, once that is there. */
    <T> CompletionStage<Optional<T>> counted(CompletionStage<Optional<T>> answer, boolean database) {
        return answer.whenComplete((found, failure) -> {
            if (failure != null) {
                failed.increment();
            } else if (found.isEmpty()) {
                unknown.increment();
            } else {
                (database ? fromDatabase : fromRedis).increment();
            }
        });
    }

    void endsHeard(int sockets) {
        endsHeard.increment(sockets);
    }

    void endsRead(int sockets, Instant endedAt) {
        endsRead.increment(sockets);
        if (sockets > 0) {
            Duration latency = Duration.between(endedAt, Instant.now());
            endLatency.record(latency.isNegative() ? Duration.ZERO : latency);
        }
    }

    void endsFound(int sockets) {
        endsFound.increment(sockets);
    }
}
