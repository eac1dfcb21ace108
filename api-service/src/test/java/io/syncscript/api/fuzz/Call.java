package io.syncscript.api.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * One call of the API's description.
 *
 * @param path with its parameters in braces
 * @param fields of the body and their JSON types; empty where it takes none
 * @param query the names of the query's parameters
 */
record Call(String method, String path, Map<String, String> fields, List<String> query) {
    static List<Call> in(JsonNode description) {
        List<Call> calls = new ArrayList<>();
        description
                .path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((verb, operation) -> {
                    List<String> query = new ArrayList<>();
                    operation.path("parameters").forEach(parameter -> {
                        if (parameter.path("in").asString("").equals("query")) {
                            query.add(parameter.path("name").asString());
                        }
                    });
                    JsonNode schema = operation
                            .path("requestBody")
                            .path("content")
                            .path("application/json")
                            .path("schema");
                    calls.add(new Call(
                            verb.toUpperCase(java.util.Locale.ROOT),
                            path,
                            fields(description, schema),
                            List.copyOf(query)));
                }));
        return calls;
    }

    private static Map<String, String> fields(JsonNode description, JsonNode schema) {
        Map<String, String> fields = new TreeMap<>();
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            description.at(reference.substring(1)).path("properties").forEachEntry((name, property) -> {
                String type = property.path("type").isArray()
                        ? property.path("type").get(0).asString()
                        : property.path("type").asString("string");
                fields.put(name, type);
            });
        }
        return fields;
    }
}
