package io.syncscript.gateway.session;

import io.syncscript.gateway.fanout.SessionEndTopic;
import io.syncscript.gateway.fanout.Subscription;
import io.syncscript.gateway.lifecycle.PeriodicTask;
import io.syncscript.gateway.lifecycle.StoreContact;
import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.model.session.EndedSessions;
import io.syncscript.model.session.SessionEnded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Ends the sockets of sessions that somebody ended: at once where the API service says so over Redis, and otherwise when the end is
 * read from PostgreSQL, which is done all the time.
 */
@Component
class SessionEnds implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SessionEnds.class);

    private final EndedSessions ended;
    private final SessionTable table;
    private final ConnectedSockets sockets;
    private final SessionEndTopic topic;
    private final StoreContact contact;
    private final SessionMetrics metrics;
    private final PeriodicTask reads;
    private @Nullable Subscription subscription;

    SessionEnds(
            EndedSessions ended,
            SessionTable table,
            ConnectedSockets sockets,
            SessionEndTopic topic,
            StoreContact contact,
            SessionMetrics metrics,
            SessionProperties properties) {
        this.ended = ended;
        this.table = table;
        this.sockets = sockets;
        this.topic = topic;
        this.contact = contact;
        this.metrics = metrics;
        this.reads = new PeriodicTask("session-ends", properties.endsInterval(), this::read);
    }

    private void heard(SessionEnded message) {
        message.digests().forEach(digest -> {
            ended.add(digest);
            metrics.endsHeard(sockets.end(digest, ErrorCode.SESSION_ENDED));
        });
    }

    private void read() {
        long askedAt = System.nanoTime();
        try {
            for (SessionTable.End end : table.endedSince(ended.unread())) {
                if (ended.add(end.digest(), end.endedAt(), end.expiresAt())) {
                    metrics.endsRead(sockets.end(end.digest(), ErrorCode.SESSION_ENDED), end.endedAt());
                }
            }
            contact.proven(askedAt);
            ended.forgetExpired();
        } catch (DataAccessException e) {
            log.debug("The ends of sessions are read later", e);
        }
    }

    @Override
    public void start() {
        subscription = topic.subscribe(this::heard);
        reads.start();
    }

    @Override
    public void stop() {
        if (subscription != null) {
            subscription.close();
        }
        reads.stop();
    }

    @Override
    public boolean isRunning() {
        return reads.isRunning();
    }

    @Override
    public int getPhase() {
        return 1;
    }
}
