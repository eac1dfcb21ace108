package io.syncscript.api.session;

import io.syncscript.model.session.SessionPrincipal;
import org.springframework.session.MapSession;

/** What Redis says about a session. */
sealed interface CacheAnswer {
    /** It lives. */
    record Live(MapSession session, SessionPrincipal principal) implements CacheAnswer {
        /** Never shows the id. */
        @Override
        public String toString() {
            return "Live[" + principal.userId() + "]";
        }
    }

    /** Redis has no live session of that id, which says nothing: it may have lost it. */
    record Unknown() implements CacheAnswer {}

    /** Redis cannot be asked. */
    record Away() implements CacheAnswer {}
}
