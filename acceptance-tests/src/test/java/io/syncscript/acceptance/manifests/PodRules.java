package io.syncscript.acceptance.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.syncscript.acceptance.manifests.Cluster.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.convert.DurationStyle;

/** What every pod keeps to, and what those of the processes need beside it. */
final class PodRules {
    private final ProjectFiles files;
    private final Cluster cluster;
    private final Findings findings = new Findings();

    private PodRules(ProjectFiles files, Cluster cluster) {
        this.files = files;
        this.cluster = cluster;
    }

    static List<String> check(ProjectFiles files, Cluster cluster) {
        PodRules rules = new PodRules(files, cluster);
        cluster.workloads().forEach(rules::checkRestricted);
        for (DeployedProcess process : DeployedProcess.values()) {
            Workload workload = cluster.running(process);
            rules.checkSettings(process, workload);
            rules.checkPortsAndProbes(process, workload);
            rules.checkStop(process, workload);
        }
        return rules.findings.sentences();
    }

    /** The restricted profile of the Pod Security Standards, and some more. */
    private void checkRestricted(Workload workload) {
        String name = workload.name();
        PodSpec pod = workload.template().getSpec();
        findings.unless(pod.getContainers().size() == 1, name + ": has not one container");
        findings.unless(
                Boolean.TRUE.equals(pod.getSecurityContext().getRunAsNonRoot())
                        && pod.getSecurityContext().getRunAsUser() > 0
                        && pod.getSecurityContext()
                                .getSeccompProfile()
                                .getType()
                                .equals("RuntimeDefault"),
                name + ": may run as root or without a seccomp profile");
        SecurityContext security = workload.container().getSecurityContext();
        findings.unless(
                Boolean.FALSE.equals(security.getAllowPrivilegeEscalation())
                        && Boolean.TRUE.equals(security.getReadOnlyRootFilesystem())
                        && security.getCapabilities().getDrop().equals(List.of("ALL")),
                name + ": its container is not hardened");
        findings.unless(
                Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), name + ": is given a token of the API");
        findings.unless(
                workload.container().getResources().getLimits().containsKey("memory"), name + ": has no memory limit");
    }

    private void checkSettings(DeployedProcess process, Workload workload) {
        Map<String, String> environment = cluster.environment(workload);
        List<String> given = new ArrayList<>(environment.keySet());
        findings.unless(
                given.remove(ComposeRules.CONFIG_IMPORT) && mounts(workload.container(), "/run/secrets"),
                workload.name() + ": does not read its secrets");
        findings.unlessAllIn(
                given, process.settings(files).keySet(), workload.name(), "setting of the " + process.module());
        workload.template().getSpec().getVolumes().stream()
                .filter(volume -> volume.getSecret() != null)
                .flatMap(volume -> cluster.secretKeys(volume.getSecret().getSecretName()).stream())
                .forEach(keys -> {
                    List<String> missing = new ArrayList<>(process.required(files));
                    missing.removeAll(given);
                    missing.removeAll(keys);
                    findings.unless(missing.isEmpty(), workload.name() + ": is not given " + missing);
                    environment.forEach((variable, value) -> ComposeRules.namesIn(value)
                            .forEach(named -> findings.unless(
                                    keys.contains(named), workload.name() + ": " + variable + " needs " + named)));
                });
    }

    private static boolean mounts(Container container, String path) {
        return container.getVolumeMounts().stream()
                .anyMatch(mount -> mount.getMountPath().equals(path));
    }

    private void checkPortsAndProbes(DeployedProcess process, Workload workload) {
        Map<String, Integer> expected = Map.of("http", process.port(), "management", process.managementPort());
        Container container = workload.container();
        container
                .getPorts()
                .forEach(port -> findings.unless(
                        port.getContainerPort().equals(expected.get(port.getName())),
                        workload.name() + ": its port " + port.getName() + " is not " + expected.get(port.getName())));
        checkProbe(workload, container.getStartupProbe(), "liveness");
        checkProbe(workload, container.getLivenessProbe(), "liveness");
        checkProbe(workload, container.getReadinessProbe(), "readiness");
    }

    private void checkProbe(Workload workload, Probe probe, String group) {
        findings.unless(
                probe.getHttpGet() != null
                        && probe.getHttpGet().getPath().equals("/actuator/health/" + group)
                        && probe.getHttpGet().getPort().getStrVal().equals("management"),
                workload.name() + ": a probe does not ask the management port for " + group);
    }

    private void checkStop(DeployedProcess process, Workload workload) {
        Map<String, String> environment = cluster.environment(workload);
        String delay = process == DeployedProcess.API ? "SYNCSCRIPT_API_DRAIN_DELAY" : "SYNCSCRIPT_GATEWAY_DRAIN_DELAY";
        findings.unless(
                environment.containsKey(delay)
                        && DurationStyle.detectAndParse(environment.get(delay)).isPositive(),
                workload.name() + ": leaves before the proxies have heard of it");
        Duration needed = ComposeRules.longestStop(files, process, environment);
        Duration grace = Duration.ofSeconds(workload.template().getSpec().getTerminationGracePeriodSeconds());
        findings.unless(grace.compareTo(needed) > 0, workload.name() + ": is killed while it may still be stopping");
    }
}
