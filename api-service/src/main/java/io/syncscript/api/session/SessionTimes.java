package io.syncscript.api.session;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What the clock and the settings say about a session's life. */
@Component
class SessionTimes {
    private final SessionProperties properties;
    private final Clock clock;

    SessionTimes(SessionProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** A session that was just started, as the stores hold it. */
    StoredSession stored(StartedSession session) {
        return StoredSession.starting(session.principal(), session.startedAt(), properties.timeout());
    }

    /** Whether a use at that time is to be written, the last one that was being this long ago. */
    boolean isTouchDue(Instant lastAccessed, Instant now) {
        return !lastAccessed.plus(properties.touchInterval()).isAfter(now);
    }
}
