package io.syncscript.gateway.session;

import io.syncscript.model.session.SessionPrincipal;
import java.util.Objects;

/**
 * Who a socket belongs to, and by which session.
 *
 * @param sessionId never printed
 */
public record AuthenticatedUser(String sessionId, SessionPrincipal principal) {
    public AuthenticatedUser {
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(principal, "principal");
    }

    public String userId() {
        return principal.userId();
    }

    @Override
    public String toString() {
        return "AuthenticatedUser[" + userId() + "]";
    }
}
