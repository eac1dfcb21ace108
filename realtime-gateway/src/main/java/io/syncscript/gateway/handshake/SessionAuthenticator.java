package io.syncscript.gateway.handshake;

import io.syncscript.gateway.lifecycle.StoreContact;
import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.gateway.session.AuthenticatedUser;
import io.syncscript.gateway.session.SessionStore;
import io.syncscript.gateway.socketio.ConnectionAuthenticator;
import io.syncscript.gateway.socketio.Handshake;
import io.syncscript.model.session.SessionCookie;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/** Accepts whoever comes with the cookie of a live session that somebody logged in with. */
@Component
class SessionAuthenticator implements ConnectionAuthenticator {
    private final SessionStore sessions;
    private final StoreContact contact;
    private final HandshakeMetrics metrics;

    SessionAuthenticator(SessionStore sessions, StoreContact contact, HandshakeMetrics metrics) {
        this.sessions = sessions;
        this.contact = contact;
        this.metrics = metrics;
    }

    @Override
    public CompletionStage<Decision> authenticate(Handshake handshake) {
        Optional<String> sessionId = handshake.cookie(SessionCookie.NAME).flatMap(SessionCookie::sessionId);
        if (sessionId.isEmpty()) {
            return CompletableFuture.completedStage(refused(ErrorCode.UNAUTHORIZED));
        }
        if (contact.isLost()) {
            return CompletableFuture.completedStage(unavailable());
        }
        return sessions.find(sessionId.get())
                .thenApply(user -> user.<Decision>map(SessionAuthenticator::accepted)
                        .orElseGet(() -> refused(ErrorCode.UNAUTHORIZED)))
                .exceptionally(failure -> unavailable());
    }

    private static Accepted accepted(AuthenticatedUser user) {
        return new Accepted(user, user.userId());
    }

    @Override
    public void decided(Decision decision) {
        metrics.decided(decision);
    }

    @Override
    public Refused unavailable() {
        return refused(ErrorCode.AUTHENTICATION_FAILED);
    }

    @Override
    public Refused overLimit() {
        return new Refused(ErrorCode.RATE_LIMITED.name(), ErrorCode.RATE_LIMITED.refusal());
    }

    @Override
    public Set<String> credentialCookies() {
        return Set.of(SessionCookie.NAME);
    }

    private static Refused refused(ErrorCode code) {
        return new Refused(code.message(), code.refusal());
    }
}
