package io.syncscript.acceptance.manifests;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The overlays of the Kubernetes manifests, and all the checks of one. */
enum Overlay {
    LOCAL,
    PRODUCTION;

    String directory() {
        return this == LOCAL ? "k8s/overlays/local" : "k8s/overlays/production";
    }

    /** What is expected to be in the cluster already. */
    Set<String> secretsMadeOutside() {
        return this == LOCAL ? Set.of() : Set.of("api-secrets", "gateway-secrets", "syncscript-tls");
    }

    List<String> findings(ProjectFiles files, Cluster cluster) {
        return Stream.of(
                        ReferenceRules.check(cluster, secretsMadeOutside()),
                        PodRules.check(files, cluster),
                        ParityRules.check(files, cluster))
                .flatMap(List::stream)
                .toList();
    }
}
