package io.syncscript.api.session;

import io.syncscript.model.session.SessionPrincipal;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A request made with a valid session. Its name is the user's id; it has no authorities, for roles are per vault. */
final class SessionAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient SessionPrincipal principal;

    SessionAuthentication(SessionPrincipal principal) {
        super(List.of());
        this.principal = principal;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public SessionPrincipal getPrincipal() {
        return principal;
    }

    @Override
    public String getName() {
        return principal.userId();
    }
}
