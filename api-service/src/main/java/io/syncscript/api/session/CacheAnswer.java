package io.syncscript.api.session;

import io.syncscript.model.session.SessionPrincipal;
import org.springframework.session.data.redis.RedisIndexedSessionRepository.RedisSession;

/** What Redis says about a session. */
sealed interface CacheAnswer {
    /** It lives. */
    record Live(RedisSession session, SessionPrincipal principal) implements CacheAnswer {
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
