package io.syncscript.acceptance.manifests;

import java.util.List;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** YAML into maps, lists and scalars, with merge keys resolved, and from there into records without any lenience. */
final class Yaml {
    private static final JsonMapper CAMEL_CASE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    private static final JsonMapper SNAKE_CASE = CAMEL_CASE
            .rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Yaml() {}

    /** Every document of a file. A key that stands twice in a mapping is an error. */
    static List<Object> documents(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        org.yaml.snakeyaml.Yaml yaml = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options));
        return StreamSupport.stream(yaml.loadAll(text).spliterator(), false).toList();
    }

    /** A record whose components are the keys; a key that it does not have is an error. */
    static <T> T inCamelCase(Object document, Class<T> type) {
        return CAMEL_CASE.convertValue(document, type);
    }

    /** The same where the keys are written in snake case; a key that the record does not have is an error. */
    static <T> T typed(Object document, Class<T> type) {
        return SNAKE_CASE.convertValue(document, type);
    }
}
