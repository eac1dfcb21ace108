package io.syncscript.acceptance.manifests;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.syncscript.acceptance.manifests.Cluster.Workload;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What one Kubernetes object says of another: labels, names and ports. */
final class ReferenceRules {
    private final Cluster cluster;
    private final Set<String> outside;
    private final Findings findings = new Findings();

    private ReferenceRules(Cluster cluster, Set<String> outside) {
        this.cluster = cluster;
        this.outside = outside;
    }

    /** @param outside the Secrets that are made by other means */
    static List<String> check(Cluster cluster, Set<String> outside) {
        ReferenceRules rules = new ReferenceRules(cluster, outside);
        cluster.workloads().forEach(rules::checkWorkload);
        cluster.all(Service.class).forEach(rules::checkService);
        cluster.all(Ingress.class).forEach(rules::checkIngress);
        cluster.all(PodDisruptionBudget.class)
                .forEach(budget -> rules.checkSelector(
                        "PodDisruptionBudget " + budget.getMetadata().getName(),
                        budget.getSpec().getSelector()));
        cluster.all(NetworkPolicy.class)
                .forEach(policy -> rules.checkSelector(
                        "NetworkPolicy " + policy.getMetadata().getName(),
                        policy.getSpec().getPodSelector()));
        cluster.all(HorizontalPodAutoscaler.class).forEach(rules::checkAutoscaler);
        return rules.findings.sentences();
    }

    private void checkWorkload(Workload workload) {
        String name = workload.name();
        findings.unless(
                matches(workload.selector(), workload.labels()), name + ": its selector does not match its pods");
        workload.template()
                .getSpec()
                .getTopologySpreadConstraints()
                .forEach(spread -> findings.unless(
                        matches(spread.getLabelSelector().getMatchLabels(), workload.labels()),
                        name + ": is spread by labels that its pods do not have"));
        String account = workload.template().getSpec().getServiceAccountName();
        findings.unless(
                cluster.find(ServiceAccount.class, String.valueOf(account)).isPresent(),
                name + ": there is no ServiceAccount " + account);
        workload.container()
                .getEnvFrom()
                .forEach(source -> checkConfigMap(name, source.getConfigMapRef().getName()));
        workload.template().getSpec().getVolumes().forEach(volume -> checkVolume(name, volume));
        Set<String> volumes = workload.template().getSpec().getVolumes().stream()
                .map(Volume::getName)
                .collect(Collectors.toSet());
        // A claim of a StatefulSet is mounted under its own name.
        volumes.add("data");
        workload.container()
                .getVolumeMounts()
                .forEach(mount -> findings.unless(
                        volumes.contains(mount.getName()), name + ": there is no volume " + mount.getName()));
    }

    private void checkVolume(String name, Volume volume) {
        if (volume.getConfigMap() != null) {
            checkConfigMap(name, volume.getConfigMap().getName());
        }
        if (volume.getSecret() != null) {
            String secret = volume.getSecret().getSecretName();
            findings.unless(
                    cluster.secretKeys(secret).isPresent() || outside.contains(secret),
                    name + ": there is no Secret " + secret);
        }
    }

    private void checkConfigMap(String name, String configMap) {
        findings.unless(
                cluster.find(ConfigMap.class, configMap).isPresent(), name + ": there is no ConfigMap " + configMap);
    }

    private void checkService(Service service) {
        String name = "Service " + service.getMetadata().getName();
        List<Workload> selected = cluster.workloads().stream()
                .filter(workload -> matches(service.getSpec().getSelector(), workload.labels()))
                .toList();
        findings.unless(selected.size() == 1, name + ": selects " + selected.size() + " workloads");
        for (Workload workload : selected) {
            Set<String> named = workload.container().getPorts().stream()
                    .map(ContainerPort::getName)
                    .collect(Collectors.toSet());
            for (ServicePort port : service.getSpec().getPorts()) {
                findings.unless(
                        named.contains(port.getTargetPort().getStrVal()),
                        name + ": there is no port " + port.getTargetPort().getStrVal());
            }
        }
    }

    private void checkIngress(Ingress ingress) {
        String name = "Ingress " + ingress.getMetadata().getName();
        ingress.getSpec().getRules().stream()
                .flatMap(rule -> rule.getHttp().getPaths().stream())
                .map(path -> path.getBackend().getService())
                .forEach(backend -> findings.unless(isServed(backend), name + ": nothing serves " + backend.getName()));
        Objects.requireNonNullElse(ingress.getSpec().getTls(), List.<IngressTLS>of())
                .forEach(tls -> findings.unless(
                        outside.contains(tls.getSecretName()), name + ": there is no Secret " + tls.getSecretName()));
    }

    private boolean isServed(IngressServiceBackend backend) {
        return cluster.find(Service.class, backend.getName())
                .filter(service -> service.getSpec().getPorts().stream()
                        .anyMatch(
                                port -> port.getName().equals(backend.getPort().getName())))
                .isPresent();
    }

    private void checkSelector(String name, LabelSelector selector) {
        boolean matched = cluster.workloads().stream().anyMatch(workload -> matches(selector, workload.labels()));
        findings.unless(matched, name + ": selects no pods");
    }

    private void checkAutoscaler(HorizontalPodAutoscaler autoscaler) {
        String target = autoscaler.getSpec().getScaleTargetRef().getName();
        findings.unless(
                cluster.find(Deployment.class, target)
                        .filter(deployment -> deployment.getSpec().getReplicas() == null)
                        .isPresent(),
                "HorizontalPodAutoscaler " + autoscaler.getMetadata().getName() + ": there is no Deployment " + target
                        + " that leaves it the number");
    }

    private static boolean matches(LabelSelector selector, Map<String, String> labels) {
        boolean byLabels = matches(Objects.requireNonNullElse(selector.getMatchLabels(), Map.of()), labels);
        return byLabels
                && selector.getMatchExpressions().stream()
                        .allMatch(expression -> expression.getOperator().equals("In")
                                && expression.getValues().contains(labels.get(expression.getKey())));
    }

    private static boolean matches(Map<String, String> selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.entrySet());
    }
}
