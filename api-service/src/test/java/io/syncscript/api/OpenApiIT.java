package io.syncscript.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OpenApiIT {
    private static RunningApi api;
    private static JsonNode description;

    @BeforeAll
    static void start() {
        api = RunningApi.shared();
        description = api.client().get("/v3/api-docs").json();
    }

    @Test
    void describesEveryCallOfTheDesign() {
        assertThat(description.path("openapi").asString()).startsWith("3.1.");
        List<String> calls = new ArrayList<>();
        operations().forEach((call, operation) -> calls.add(call));
        assertThat(calls)
                .containsExactlyInAnyOrder(
                        "post /api/auth/register",
                        "post /api/auth/login",
                        "post /api/auth/logout",
                        "post /api/auth/logout-everywhere",
                        "put /api/auth/password",
                        "get /api/auth/session",
                        "post /api/vaults",
                        "get /api/vaults",
                        "get /api/vaults/{id}",
                        "patch /api/vaults/{id}",
                        "delete /api/vaults/{id}",
                        "get /api/vaults/{id}/members",
                        "post /api/vaults/{id}/members",
                        "patch /api/vaults/{id}/members/{userId}",
                        "delete /api/vaults/{id}/members/{userId}",
                        "post /api/vaults/{id}/sources",
                        "get /api/vaults/{id}/sources",
                        "get /api/sources/{id}",
                        "patch /api/sources/{id}",
                        "delete /api/sources/{id}",
                        "get /api/vaults/{id}/events",
                        "get /api/vaults/{id}/audit");
    }

    @Test
    void describesTheErrorsOfEveryCall() {
        operations().forEach((call, operation) -> {
            Set<String> expected = new HashSet<>(Set.of("500", "503"));
            if (!call.matches(".*/(login|register)")) {
                expected.add("401");
            }
            if (!call.startsWith("get")) {
                expected.add("403");
            }
            if (operation.has("requestBody")) {
                expected.addAll(Set.of("400", "413", "415"));
            }
            if (call.contains("{")) {
                expected.add("404");
            }
            Set<String> statuses = Set.copyOf(operation.path("responses").propertyNames());
            assertThat(statuses).as(call).containsAll(expected).anyMatch(status -> status.startsWith("2"));
            operation.path("responses").forEachEntry((status, response) -> {
                if (!status.startsWith("2")) {
                    assertThat(response.path("description").asString()).as(call).matches("[A-Z_]+(, [A-Z_]+)*");
                    assertThat(response.path("content")
                                    .path("application/problem+json")
                                    .path("schema")
                                    .path("$ref")
                                    .asString())
                            .as(call)
                            .isEqualTo("#/components/schemas/Problem");
                } else if (call.contains("{")) {
                    assertThat(response.path("headers").has("X-Vault-Revision"))
                            .as(call)
                            .isTrue();
                }
            });
        });
        assertThat(description
                        .path("components")
                        .path("schemas")
                        .path("Problem")
                        .path("properties")
                        .propertyNames())
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "code", "errors");
    }

    @Test
    void namesEveryCallAndTheCookieThatItNeeds() {
        Set<String> names = new HashSet<>();
        operations().forEach((call, operation) -> {
            assertThat(names.add(operation.path("operationId").asString()))
                    .as(call)
                    .isTrue();
            assertThat(operation.path("summary").asString()).as(call).isNotBlank();
        });
        JsonNode scheme = description.path("components").path("securitySchemes").path("session");
        assertThat(scheme.path("in").asString()).isEqualTo("cookie");
        assertThat(scheme.path("name").asString()).isEqualTo("SESSION");
        assertThat(description.at("/paths/~1api~1auth~1login/post/security").isEmpty())
                .isTrue();
    }

    @Test
    void refersToNothingThatIsNotThere() {
        String text = description.toString();
        Set<String> schemas =
                Set.copyOf(description.path("components").path("schemas").propertyNames());
        List<String> parts = List.of(text.split("#/components/schemas/"));
        assertThat(parts).hasSizeGreaterThan(20);
        assertThat(parts.subList(1, parts.size()))
                .allSatisfy(rest -> assertThat(schemas).contains(rest.substring(0, rest.indexOf('"'))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/swagger-ui/index.html", "/swagger-ui/swagger-ui-bundle.js", "/v3/api-docs/swagger-config"})
    void servesSwaggerUi(String path) {
        assertThat(api.client().get("/swagger-ui.html").header("Location")).isEqualTo("/swagger-ui/index.html");
        assertThat(api.client().get(path).status()).isEqualTo(200);
    }

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new java.util.TreeMap<>();
        description
                .path("paths")
                .forEachEntry((path, item) ->
                        item.forEachEntry((verb, operation) -> operations.put(verb + " " + path, operation)));
        return operations;
    }
}
