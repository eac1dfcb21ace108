package io.syncscript.acceptance.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.List;
import java.util.stream.Stream;

/** What the kubelet asks a process for. */
public final class KubernetesProbes {
    private KubernetesProbes() {}

    /** The paths of the startup, readiness and liveness probe, in this order. */
    public static List<String> paths(DeployedProcess process) {
        Cluster cluster = Cluster.ofFiles(ProjectFiles.ofCheckout(), Overlay.LOCAL.directory());
        Container container = cluster.running(process).container();
        return Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe())
                .map(Probe::getHttpGet)
                .map(get -> get.getPath())
                .toList();
    }
}
