package io.syncscript.acceptance.manifests;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code kustomization.yaml}, with every key that these use and no other. */
record Kustomization(
        String apiVersion,
        String kind,
        @Nullable String namespace,
        @Nullable List<Label> labels,
        @Nullable List<String> resources,
        @Nullable List<Image> images,
        @Nullable List<Patch> patches,
        @Nullable List<Generator> configMapGenerator,
        @Nullable List<Generator> secretGenerator) {

    record Label(Map<String, String> pairs) {}

    record Image(String name, String newTag) {}

    record Patch(String path) {}

    /** A ConfigMap or a Secret made of literals {@code KEY=VALUE}, or of files under their names. */
    record Generator(
            String name,
            @Nullable String behavior,
            @Nullable List<String> literals,
            @Nullable List<String> files) {
        boolean merges() {
            return "merge".equals(behavior);
        }
    }

    static Kustomization read(ProjectFiles files, String directory) {
        Object document =
                Yaml.documents(files.read(directory + "/kustomization.yaml")).getFirst();
        return Yaml.inCamelCase(document, Kustomization.class);
    }

    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
