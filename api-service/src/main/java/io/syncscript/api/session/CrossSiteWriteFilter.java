package io.syncscript.api.session;

import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.ProblemWriter;
import io.syncscript.api.web.WebProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses writes that a page of another site sent, in place of a CSRF token. A browser tells where a request comes from by
 * {@code Sec-Fetch-Site} and {@code Origin}, which no page can forge; a request with neither comes from no browser page.
 */
class CrossSiteWriteFilter extends OncePerRequestFilter {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";

    private final ProblemWriter problems;
    private final Set<String> allowedOrigins;

    CrossSiteWriteFilter(ProblemWriter problems, WebProperties properties) {
        this.problems = problems;
        this.allowedOrigins = Set.copyOf(properties.allowedOrigins());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (READS.contains(request.getMethod()) || isFromHere(request)) {
            chain.doFilter(request, response);
        } else {
            problems.write(
                    response, ErrorCode.CROSS_SITE_REQUEST, "Neither Origin nor Sec-Fetch-Site allows this write");
        }
    }

    private boolean isFromHere(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && allowedOrigins.contains(origin)) {
            return true;
        }
        String site = request.getHeader(SEC_FETCH_SITE);
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        return origin == null || origin.toLowerCase(Locale.ROOT).equals(ownOrigin(request));
    }

    private static String ownOrigin(HttpServletRequest request) {
        String scheme = request.getScheme();
        int port = request.getServerPort();
        boolean standard = port == (scheme.equals("https") ? 443 : 80);
        String origin = scheme + "://" + request.getServerName() + (standard ? "" : ":" + port);
        return origin.toLowerCase(Locale.ROOT);
    }
}
