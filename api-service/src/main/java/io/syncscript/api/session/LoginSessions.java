package io.syncscript.api.session;

import io.syncscript.model.session.SessionEnded;
import io.syncscript.model.session.SessionPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.stereotype.Component;

/**
 * The sessions of requests: made at login, never before, so there is no session id that somebody could fix in advance. Any
 * method but {@link #handOver} may throw a failure of the stores.
 */
@Component
public class LoginSessions {
    private static final Logger LOG = LoggerFactory.getLogger(LoginSessions.class);

    /** What this service makes; anything else would read other keys of the namespace in Redis. */
    private static final Pattern SESSION_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** A browser sends one; each that is looked at may cost a query. */
    private static final int COOKIES_LOOKED_AT = 2;

    private final SessionStore sessions;
    private final CookieSerializer cookies;

    LoginSessions(SessionStore sessions, CookieSerializer cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /** Makes a session, in the caller's transaction if there is one; it can be used once that has committed. */
    public StartedSession start(SessionPrincipal principal) {
        return sessions.start(principal);
    }

    /** Ends all sessions of a user and makes a new one, in the caller's transaction; {@link #handOver(Renewal, HttpServletRequest, HttpServletResponse)} has to follow the commit. */
    public Renewal renew(SessionPrincipal principal) {
        SessionEnded replaced = sessions.endAll(principal.userId());
        return new Renewal(sessions.start(principal), replaced);
    }

    /** Gives a new session to the client and lets all know that the others are over. */
    public void handOver(Renewal renewal, HttpServletRequest request, HttpServletResponse response) {
        sessions.tell(renewal.replaced());
        handOver(renewal.session(), request, response);
    }

    /** Gives a new session to the client and ends the one that it came with, if any. */
    public void handOver(StartedSession session, HttpServletRequest request, HttpServletResponse response) {
        sessions.publish(session);
        try {
            current(request).ifPresent(sessions::end);
        } catch (RuntimeException e) {
            LOG.warn("A replaced session stays until it expires: {}", e.getMessage());
        }
        cookies.writeCookieValue(new CookieValue(request, response, session.id()));
    }

    /** The session that the request's cookie names; empty where there is none or it is over. */
    Optional<LoginSession> current(HttpServletRequest request) {
        return cookies.readCookieValues(request).stream()
                .filter(id -> SESSION_ID.matcher(id).matches())
                .limit(COOKIES_LOOKED_AT)
                .flatMap(id -> sessions.use(id).stream())
                .findFirst();
    }

    /** Ends all sessions of a user, tells the gateways, and takes the cookie back. */
    public void endAll(String userId, HttpServletRequest request, HttpServletResponse response) {
        sessions.tell(sessions.endAll(userId));
        cookies.writeCookieValue(new CookieValue(request, response, ""));
    }

    /** Ends the request's session, tells the gateways, and takes the cookie back. */
    public void end(HttpServletRequest request, HttpServletResponse response) {
        current(request).ifPresent(sessions::end);
        cookies.writeCookieValue(new CookieValue(request, response, ""));
    }
}
