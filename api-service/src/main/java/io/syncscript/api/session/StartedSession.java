package io.syncscript.api.session;

import io.syncscript.model.session.SessionPrincipal;
import java.time.Instant;

/** A session that is stored and not yet given to its client. */
public record StartedSession(String id, SessionPrincipal principal, Instant startedAt) {
    /** Never shows the id. */
    @Override
    public String toString() {
        return "StartedSession[" + principal.userId() + "]";
    }
}
