package io.syncscript.api.session;

import io.syncscript.model.session.EndedSessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reads from PostgreSQL which sessions have ended, so that this process believes no Redis that still shows one of them. */
@Component
class SessionEnds {
    private static final Logger LOG = LoggerFactory.getLogger(SessionEnds.class);

    private final SessionTable table;
    private final EndedSessions ended;

    SessionEnds(SessionTable table, EndedSessions ended) {
        this.table = table;
        this.ended = ended;
    }

    @Scheduled(fixedDelayString = "${syncscript.session.ends-interval}")
    void read() {
        try {
            table.readEnds(ended);
            ended.forgetExpired();
        } catch (DataAccessException e) {
            LOG.debug("The ends of sessions are read later", e);
        }
    }
}
