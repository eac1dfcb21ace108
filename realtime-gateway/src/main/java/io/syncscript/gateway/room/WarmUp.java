package io.syncscript.gateway.room;

import io.syncscript.gateway.replay.MembershipKey;
import io.syncscript.gateway.replay.VaultLog;
import io.syncscript.gateway.session.SessionStore;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Asks once, before the first client is let in, what every client that joins asks: opens the connections to PostgreSQL and loads
 * the classes, which would otherwise be the first clients' wait. Without a server it gives up and changes nothing.
 */
@Component
class WarmUp implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    /** Of the shape of an id, and nobody's. */
    private static final String NOBODY = "c00000000";

    private final VaultLog vaultLog;
    private final SessionStore sessions;
    private volatile boolean running;

    WarmUp(VaultLog vaultLog, SessionStore sessions) {
        this.vaultLog = vaultLog;
        this.sessions = sessions;
    }

    @Override
    public void start() {
        running = true;
        try {
            vaultLog.memberships(List.of(new MembershipKey(NOBODY, NOBODY)));
            vaultLog.heads(List.of(NOBODY));
            vaultLog.after(NOBODY, 0, 1);
            sessions.find(NOBODY)
                    .exceptionally(away -> Optional.empty())
                    .toCompletableFuture()
                    .join();
        } catch (DataAccessException e) {
            log.debug("PostgreSQL is away", e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** When the connections to Redis are there, and before sockets are served. */
    @Override
    public int getPhase() {
        return 2;
    }
}
