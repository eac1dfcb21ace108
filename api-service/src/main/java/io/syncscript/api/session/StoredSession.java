package io.syncscript.api.session;

import io.syncscript.model.session.SessionPrincipal;
import java.time.Duration;
import java.time.Instant;

/**
 * A session that is not over, as PostgreSQL has it.
 *
 * @param lastAccessedAt behind the last use by as much as the touch interval
 * @param expiresAt when it is over unless it is used before
 */
record StoredSession(SessionPrincipal principal, Instant createdAt, Instant lastAccessedAt, Instant expiresAt) {
    static StoredSession starting(SessionPrincipal principal, Instant now, Duration maxInactive) {
        return new StoredSession(principal, now, now, now.plus(maxInactive));
    }

    /** How long the session may go unused. */
    Duration maxInactive() {
        return Duration.between(lastAccessedAt, expiresAt);
    }

    /** The same session, used now. */
    StoredSession usedAt(Instant now) {
        return new StoredSession(principal, createdAt, now, now.plus(maxInactive()));
    }
}
