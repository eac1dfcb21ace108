package io.syncscript.api.session;

import io.syncscript.model.session.SessionPrincipal;

/** A session that lives. */
record LoginSession(String id, SessionPrincipal principal) {
    /** Never shows the id. */
    @Override
    public String toString() {
        return "LoginSession[" + principal.userId() + "]";
    }
}
