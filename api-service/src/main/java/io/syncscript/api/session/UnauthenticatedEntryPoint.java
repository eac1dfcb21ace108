package io.syncscript.api.session;

import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Answers a request without a valid session: a call with a problem, a page with the way to the login. */
@Component
class UnauthenticatedEntryPoint implements AuthenticationEntryPoint {
    private final ProblemWriter problems;

    UnauthenticatedEntryPoint(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof AuthenticationServiceException) {
            problems.write(response, ErrorCode.UNAVAILABLE, "The session store cannot be asked at the moment");
        } else if (request.getRequestURI().startsWith("/api/")) {
            problems.write(response, ErrorCode.UNAUTHORIZED, "The request has no valid session");
        } else {
            String query = request.getQueryString();
            String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
            response.sendRedirect("/login?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
        }
    }
}
