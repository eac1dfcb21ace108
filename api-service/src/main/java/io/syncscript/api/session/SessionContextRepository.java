package io.syncscript.api.session;

import io.syncscript.api.web.Seldom;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Builds a request's authentication from the principal in its session. Nothing of Spring Security is ever stored; the session
 * is asked for once, and only where a request needs to know its user.
 */
@Component
class SessionContextRepository implements SecurityContextRepository {
    private static final Logger LOG = LoggerFactory.getLogger(SessionContextRepository.class);

    private final LoginSessions sessions;
    private final Seldom warning = new Seldom(Duration.ofSeconds(10));

    SessionContextRepository(LoginSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        SingletonSupplier<SecurityContext> context = SingletonSupplier.of(() -> context(request));
        return new DeferredSecurityContext() {
            @Override
            public SecurityContext get() {
                return context.obtain();
            }

            @Override
            public boolean isGenerated() {
                return get().getAuthentication() == null;
            }
        };
    }

    /** @throws AuthenticationServiceException where the session cannot be asked for */
    private SecurityContext context(HttpServletRequest request) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        try {
            sessions.current(request)
                    .ifPresent(session -> context.setAuthentication(new SessionAuthentication(session.principal())));
        } catch (DataAccessException e) {
            if (warning.now()) {
                LOG.warn("Requests are answered UNAVAILABLE, the session store cannot be asked: {}", e.getMessage());
            }
            throw new AuthenticationServiceException("The session store cannot be asked", e);
        }
        return context;
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // deprecated by the interface, which still asks for it
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // A session is made by a login alone.
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return false;
    }
}
