package io.syncscript.gateway.session;

import io.syncscript.gateway.fanout.SessionEndTopic;
import io.syncscript.gateway.fanout.Subscription;
import io.syncscript.gateway.lifecycle.PeriodicTask;
import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.model.session.SessionEnded;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends the sockets of a session that is over: at once where the API service says so, and otherwise at the next check. A session
 * that cannot be looked up counts as live: that Redis is away ends nobody.
 */
@Component
class SessionWatch implements SmartLifecycle {
    private final SessionStore sessions;
    private final ConnectedSockets sockets;
    private final SessionEndTopic topic;
    private final PeriodicTask checks;
    private @Nullable Subscription subscription;

    SessionWatch(SessionStore sessions, ConnectedSockets sockets, SessionEndTopic topic, SessionProperties properties) {
        this.sessions = sessions;
        this.sockets = sockets;
        this.topic = topic;
        this.checks = new PeriodicTask("session-check", properties.checkInterval(), this::check);
    }

    @Override
    public void start() {
        subscription = topic.subscribe(this::ended);
        checks.start();
    }

    private void ended(SessionEnded ended) {
        ended.sessionIds().forEach(id -> sockets.end(id, ErrorCode.SESSION_ENDED));
    }

    /** Asks for all sessions without waiting in between, so that the requests share their round trips. */
    private void check() {
        for (String sessionId : sockets.sessionIds()) {
            sessions.state(sessionId).thenAccept(state -> {
                switch (state) {
                    case EXPIRED -> sockets.end(sessionId, ErrorCode.SESSION_EXPIRED);
                    case ENDED -> sockets.end(sessionId, ErrorCode.SESSION_ENDED);
                    case LIVE -> {}
                }
            });
        }
    }

    @Override
    public void stop() {
        if (subscription != null) {
            subscription.close();
        }
        checks.stop();
    }

    @Override
    public boolean isRunning() {
        return checks.isRunning();
    }

    @Override
    public int getPhase() {
        return 1;
    }
}
