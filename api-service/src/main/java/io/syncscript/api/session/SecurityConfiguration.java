package io.syncscript.api.session;

import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.ProblemWriter;
import io.syncscript.api.web.WebProperties;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may ask for what over HTTP, before any vault's role comes into it. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String OWN_ONLY = "default-src 'self'; connect-src 'self' ws: wss:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; ";

    /** Own scripts and styles only. */
    private static final String PAGES = OWN_ONLY + "style-src 'self'";

    /** Swagger UI also sets styles of single elements and shows images that it holds as data. */
    private static final String SWAGGER_UI = OWN_ONLY + "style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    private static final String NO_DEVICES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    @Bean
    SecurityFilterChain api(
            HttpSecurity http,
            SessionContextRepository contexts,
            UnauthenticatedEntryPoint unauthenticated,
            ProblemWriter problems,
            WebProperties web) {
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers("/api/auth/register", "/api/auth/login")
                                .permitAll()
                                .requestMatchers("/api/**", "/test/**")
                                .authenticated()
                                .anyRequest()
                                .permitAll())
                .securityContext(context -> context.securityContextRepository(contexts))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .exceptionHandling(errors -> errors.authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler((request, response, e) -> problems.write(
                                response, ErrorCode.INSUFFICIENT_PERMISSIONS, "The request is not allowed")))
                .addFilterBefore(new CrossSiteWriteFilter(problems, web), SecurityContextHolderFilter.class)
                .headers(SecurityConfiguration::headers)
                .csrf(AbstractHttpConfigurer::disable) // CrossSiteWriteFilter stands in for tokens
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        RequestMatcher swaggerUi = PathPatternRequestMatcher.withDefaults().matcher("/swagger-ui/**");
        headers.addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        swaggerUi, new ContentSecurityPolicyHeaderWriter(SWAGGER_UI)))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(swaggerUi), new ContentSecurityPolicyHeaderWriter(PAGES)))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(NO_DEVICES))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
    }

    /** The time of a request is measured as a whole; to measure each filter of it costs more than the filters. */
    @Bean
    SecurityObservationSettings unobservedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        return (request, response, e) ->
                problems.write(response, ErrorCode.MALFORMED_REQUEST, "The request's path or headers are not allowed");
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }
}
