package io.syncscript.api.web;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.syncscript.model.session.SessionCookie;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;

/** Describes every call with its errors: those of its {@link Fails} and those that come with what kind of call it is. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String COOKIE_SCHEME = "session";
    private static final String PROBLEM = "Problem";
    private static final String VAULT_PATH = "/api/vaults/{id}";
    private static final String SOURCE_PATH = "/api/sources/";

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("SyncScript API")
                        .version("v1")
                        .description(
                                "Vaults of shared sources. Every change is an event that Socket.IO clients receive."))
                .components(new Components()
                        .addSecuritySchemes(
                                COOKIE_SCHEME,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name(SessionCookie.NAME)))
                .addSecurityItem(new SecurityRequirement().addList(COOKIE_SCHEME));
    }

    @Bean
    OperationCustomizer errors() {
        return (operation, method) -> {
            Map<Integer, Set<ErrorCode>> byStatus = new TreeMap<>();
            for (ErrorCode code : errorsOf(operation, method)) {
                byStatus.computeIfAbsent(code.status().value(), status -> EnumSet.noneOf(ErrorCode.class))
                        .add(code);
            }
            operation.setOperationId(nameOf(method));
            ApiResponses responses = operation.getResponses();
            byStatus.forEach((status, codes) -> responses.addApiResponse(status.toString(), problem(codes)));
            return operation;
        };
    }

    private static Set<ErrorCode> errorsOf(Operation operation, HandlerMethod method) {
        Set<ErrorCode> codes = EnumSet.of(ErrorCode.INTERNAL_ERROR, ErrorCode.UNAVAILABLE);
        Fails fails = method.getMethodAnnotation(Fails.class);
        if (fails == null) {
            throw new IllegalStateException(method + " does not say how it fails");
        }
        codes.addAll(Set.of(fails.value()));
        if (operation.getRequestBody() != null) {
            codes.addAll(Set.of(
                    ErrorCode.MALFORMED_REQUEST,
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    ErrorCode.REQUEST_TIMEOUT,
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE));
        }
        if (operation.getSecurity() == null) {
            codes.add(ErrorCode.UNAUTHORIZED);
        }
        return codes;
    }

    /** For example {@code sourceCreate}: unique and stable, for generated clients. */
    private static String nameOf(HandlerMethod method) {
        String feature = method.getBeanType().getSimpleName().replace("Controller", "");
        String name = method.getMethod().getName();
        return StringUtils.uncapitalize(feature) + StringUtils.capitalize(name);
    }

    private static ApiResponse problem(Set<ErrorCode> codes) {
        ApiResponse response = new ApiResponse();
        if (codes.contains(ErrorCode.RATE_LIMITED) || codes.contains(ErrorCode.UNAVAILABLE)) {
            response.addHeaderObject(
                    HttpHeaders.RETRY_AFTER,
                    new Header().description("Seconds after which to try again").schema(new IntegerSchema()));
        }
        return response.description(codes.stream().map(ErrorCode::name).collect(Collectors.joining(", ")))
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new MediaType().schema(new Schema<>().$ref(PROBLEM))));
    }

    /** Adds what depends on the path and the verb: the revision of a vault, and the refusal of cross-site writes. */
    @Bean
    OpenApiCustomizer pathRules() {
        return api -> {
            ResolvedSchema problem = ModelConverters.getInstance(true)
                    .resolveAsResolvedSchema(new AnnotatedType(Problem.class).resolveAsRef(false));
            api.getComponents().addSchemas(PROBLEM, problem.schema);
            problem.referencedSchemas.forEach(api.getComponents()::addSchemas);
            api.getPaths()
                    .forEach((path, item) -> item.readOperationsMap().forEach((verb, operation) -> {
                        if (verb != PathItem.HttpMethod.GET) {
                            refuseCrossSite(operation);
                        }
                        if (path.startsWith(VAULT_PATH) || path.startsWith(SOURCE_PATH)) {
                            operation.getResponses().forEach(OpenApiConfiguration::addRevision);
                        }
                    }));
        };
    }

    private static void refuseCrossSite(Operation operation) {
        ApiResponses responses = operation.getResponses();
        ApiResponse forbidden = responses.get("403");
        if (forbidden == null) {
            responses.addApiResponse("403", problem(EnumSet.of(ErrorCode.CROSS_SITE_REQUEST)));
        } else {
            forbidden.setDescription(forbidden.getDescription() + ", " + ErrorCode.CROSS_SITE_REQUEST);
        }
    }

    private static void addRevision(String status, ApiResponse response) {
        if (status.startsWith("2")) {
            response.addHeaderObject(
                    Versioned.HEADER,
                    new Header().description("The vault's revision").schema(new IntegerSchema().format("int64")));
        }
    }
}
