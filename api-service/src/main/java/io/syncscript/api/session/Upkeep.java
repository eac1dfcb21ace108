package io.syncscript.api.session;

import io.syncscript.api.web.Outage;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does what may as well not happen, off the request: a request that is about to commit must not wait for it. A few at a time, so
 * that requests keep the connections; what is over is left to the session's next request.
 */
@Component
class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final int AT_ONCE = 4;

    private final Semaphore free = new Semaphore(AT_ONCE);

    void aside(Runnable work) {
        if (!free.tryAcquire()) {
            return;
        }
        Thread.ofVirtual().name("session-upkeep").start(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                if (!Outage.isCauseOf(e)) {
                    LOG.warn("The upkeep of a session failed", e);
                }
            } finally {
                free.release();
            }
        });
    }
}
