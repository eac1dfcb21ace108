package io.syncscript.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bodies are {@code application/json} in UTF-8, not compressed, and so are answers. What else libraries on the class path could read is not read.
 */
@Configuration(proxyBeanMethods = false)
class JsonOnly implements WebMvcConfigurer, HandlerInterceptor {
    private final JsonMapper json;

    JsonOnly(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters
                .withJsonConverter(new WholeAnswers(json))
                .configureMessageConvertersList(list -> list.removeIf(JsonOnly::isOfAnotherFormat));
    }

    /** The library that describes the API brings YAML along. */
    private static boolean isOfAnotherFormat(HttpMessageConverter<?> converter) {
        return converter.getSupportedMediaTypes().stream()
                .map(MediaType::getSubtype)
                .anyMatch(subtype ->
                        List.of("yaml", "xml", "cbor", "x-jackson-smile").contains(subtype));
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException, HttpMediaTypeNotAcceptableException {
        boolean hasBody =
                request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (hasBody && !isPlainJson(request)) {
            throw new HttpMediaTypeNotSupportedException(
                    "neither JSON nor UTF-8, or compressed", List.of(MediaType.APPLICATION_JSON));
        }
        if (!request.getMethod().equals("GET") && handler instanceof HandlerMethod && !acceptsJson(request)) {
            throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
        }
        return true;
    }

    /** Asked before a change, or it would be made and then answered as if it was refused. */
    private static boolean acceptsJson(HttpServletRequest request) {
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        try {
            return accept.isEmpty()
                    || MediaType.parseMediaTypes(accept).stream()
                            .anyMatch(MediaType.APPLICATION_JSON::isCompatibleWith);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static boolean isPlainJson(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        MediaType type = typeOf(request.getContentType());
        return type != null
                && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8))
                && (encoding == null || encoding.equalsIgnoreCase("identity"));
    }

    private static @Nullable MediaType typeOf(@Nullable String header) {
        try {
            return header == null ? null : MediaType.parseMediaType(header);
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }
}
