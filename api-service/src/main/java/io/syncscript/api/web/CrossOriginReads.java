package io.syncscript.api.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets pages of the allowed origins read answers, with the session's cookie, and asks browsers to keep all others from it: an
 * origin counts as it is written, and one that is not allowed gets no CORS header. Writes are refused elsewhere as well.
 */
@Configuration(proxyBeanMethods = false)
class CrossOriginReads {
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(WebProperties properties, JsonMapper json) {
        CorsConfiguration allowed = allowed(properties.allowedOrigins());
        CorsConfiguration nothingAllowed = new CorsConfiguration();
        CorsFilter filter = new CorsFilter(request -> {
            String origin = request.getHeader(HttpHeaders.ORIGIN);
            boolean trusted = origin != null && properties.allowedOrigins().contains(origin);
            if (trusted && request.getRequestURI().startsWith("/api/")) {
                return allowed;
            }
            return CorsUtils.isPreFlightRequest(request) ? nothingAllowed : null;
        });
        filter.setCorsProcessor(new ProblemCorsProcessor(json));
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
        return registration;
    }

    private static CorsConfiguration allowed(List<String> origins) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowCredentials(true);
        cors.setAllowedMethods(List.of(
                HttpMethod.GET.name(), HttpMethod.POST.name(), HttpMethod.PATCH.name(), HttpMethod.DELETE.name()));
        cors.setAllowedHeaders(List.of(HttpHeaders.CONTENT_TYPE));
        cors.setExposedHeaders(List.of(Versioned.HEADER, HttpHeaders.RETRY_AFTER));
        cors.setMaxAge(Duration.ofMinutes(10));
        return cors;
    }

    /** Answers a preflight that is refused with the problem that the write itself would get. */
    private static final class ProblemCorsProcessor extends DefaultCorsProcessor {
        private final JsonMapper json;

        ProblemCorsProcessor(JsonMapper json) {
            this.json = json;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            Problem problem = Problem.of(
                    ErrorCode.CROSS_SITE_REQUEST, "The origin, the method or a header is not allowed", List.of());
            response.setStatusCode(HttpStatus.FORBIDDEN);
            response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            response.getBody().write(json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
            response.flush();
        }
    }
}
