package io.syncscript.api.web;

import io.syncscript.model.id.Cuid;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Says, in every line of the log that a call writes, which vault or source and whom the call is about. No line may say the same
 * once more as a value of its own: a field that is there twice makes no line of JSON.
 */
@Component
public class LogContext implements HandlerInterceptor, WebMvcConfigurer {
    private static final String VAULT = "vaultId";
    private static final String SOURCE = "sourceId";
    private static final String USER = "userId";

    LogContext() {}

    /** The call that this thread serves turns out to be about that vault. */
    public static void isAbout(String vaultId) {
        MDC.put(VAULT, vaultId);
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        // Who logs in has no session yet, and none is looked up for the log.
        interceptors
                .addInterceptor(this)
                .addPathPatterns("/api/**")
                .excludePathPatterns("/api/auth/login", "/api/auth/register");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get("id") instanceof String id
                && Cuid.isValid(id)) {
            MDC.put(request.getRequestURI().startsWith("/api/vaults/") ? VAULT : SOURCE, id);
        }
        if (request.getRemoteUser() != null) {
            MDC.put(USER, request.getRemoteUser());
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        MDC.remove(VAULT);
        MDC.remove(SOURCE);
        MDC.remove(USER);
    }
}
