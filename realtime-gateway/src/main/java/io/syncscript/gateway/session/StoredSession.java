package io.syncscript.gateway.session;

import io.syncscript.model.session.SessionPrincipal;
import java.time.Instant;

/**
 * A session as PostgreSQL has it.
 *
 * @param expiresAt when it is over unless it is used before
 * @param ended true where somebody logged out of it or replaced it
 */
record StoredSession(SessionPrincipal principal, Instant expiresAt, boolean ended) {
    SessionState state(Instant now) {
        if (ended) {
            return SessionState.ENDED;
        }
        return now.isBefore(expiresAt) ? SessionState.LIVE : SessionState.EXPIRED;
    }
}
