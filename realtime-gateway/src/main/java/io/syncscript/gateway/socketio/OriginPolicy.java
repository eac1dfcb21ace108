package io.syncscript.gateway.socketio;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which pages may use the server, and the CORS headers that tell their browsers so. Others get no CORS header at all. */
final class OriginPolicy {
    private static final String ANY = "*";

    private final Set<String> allowed;

    OriginPolicy(List<String> allowedOrigins) {
        this.allowed = Set.copyOf(allowedOrigins);
    }

    /** @param origin the request's {@code Origin}; null where it comes from no page or from a page of the same origin */
    boolean allows(@Nullable String origin) {
        return origin == null || allowed.contains(origin) || allowed.contains(ANY);
    }

    HttpHeaders headers(@Nullable String origin) {
        if (origin == null || !allows(origin)) {
            return EmptyHttpHeaders.INSTANCE;
        }
        return new DefaultHttpHeaders()
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
                .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    }

    /** What a preflight of an allowed origin gets beside {@link #headers}. */
    static HttpHeaders preflight() {
        return new DefaultHttpHeaders()
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, HttpHeaderNames.CONTENT_TYPE)
                .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
    }
}
