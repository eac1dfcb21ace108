package io.syncscript.acceptance.manifests;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The objects of an overlay, either as kustomize renders them or read file by file: then what generators make is there under its
 * plain name, and patches are not applied, only typed.
 */
record Cluster(List<HasMetadata> objects) {
    /** Something that runs pods. */
    record Workload(String name, Map<String, String> selector, PodTemplateSpec template) {
        Map<String, String> labels() {
            return template.getMetadata().getLabels();
        }

        /** The only container of its pods. */
        Container container() {
            return template.getSpec().getContainers().getFirst();
        }

        boolean runs(DeployedProcess process) {
            return container().getImage().startsWith(process.image());
        }
    }

    static Cluster rendered(String yaml) {
        return new Cluster(KubernetesObjects.parse(yaml));
    }

    static Cluster ofFiles(ProjectFiles files, String overlay) {
        Reading reading = new Reading(files);
        reading.add(overlay);
        return new Cluster(reading.objects());
    }

    <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }

    <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
        return all(kind)
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst();
    }

    List<Workload> workloads() {
        List<Workload> workloads = new ArrayList<>();
        all(Deployment.class)
                .forEach(found -> workloads.add(new Workload(
                        found.getMetadata().getName(),
                        found.getSpec().getSelector().getMatchLabels(),
                        found.getSpec().getTemplate())));
        all(StatefulSet.class)
                .forEach(found -> workloads.add(new Workload(
                        found.getMetadata().getName(),
                        found.getSpec().getSelector().getMatchLabels(),
                        found.getSpec().getTemplate())));
        return workloads;
    }

    /** The workload that runs a process. */
    Workload running(DeployedProcess process) {
        return workloads().stream()
                .filter(workload -> workload.runs(process))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing runs " + process.image()));
    }

    /** What a pod of the workload gets from ConfigMaps into its environment. */
    Map<String, String> environment(Workload workload) {
        Map<String, String> environment = new TreeMap<>();
        workload.container()
                .getEnvFrom()
                .forEach(
                        source -> find(ConfigMap.class, source.getConfigMapRef().getName())
                                .ifPresent(settings -> environment.putAll(settings.getData())));
        return environment;
    }

    /** The keys of a Secret, where it is one of these objects. */
    Optional<List<String>> secretKeys(String name) {
        return find(Secret.class, name)
                .map(secret -> Stream.of(secret.getData(), secret.getStringData())
                        .filter(map -> map != null)
                        .flatMap(map -> map.keySet().stream())
                        .toList());
    }

    private static final class Reading {
        private final ProjectFiles files;
        private final List<HasMetadata> resources = new ArrayList<>();
        private final Map<String, Map<String, String>> configMaps = new LinkedHashMap<>();
        private final Map<String, Map<String, String>> secrets = new LinkedHashMap<>();

        private Reading(ProjectFiles files) {
            this.files = files;
        }

        private void add(String directory) {
            Kustomization kustomization = Kustomization.read(files, directory);
            for (String resource : Kustomization.orNone(kustomization.resources())) {
                String path = directory + File.separator + resource;
                if (resource.endsWith(".yaml")) {
                    resources.addAll(KubernetesObjects.parse(files.read(path)));
                } else {
                    add(path);
                }
            }
            Kustomization.orNone(kustomization.patches())
                    .forEach(patch -> KubernetesObjects.parse(files.read(directory + File.separator + patch.path())));
            Kustomization.orNone(kustomization.configMapGenerator()).forEach(made -> generate(made, configMaps));
            Kustomization.orNone(kustomization.secretGenerator()).forEach(made -> generate(made, secrets));
        }

        private static void generate(Kustomization.Generator made, Map<String, Map<String, String>> known) {
            if (made.merges() != known.containsKey(made.name())) {
                throw new IllegalArgumentException(made.name() + " is made twice, or merged into nothing");
            }
            Map<String, String> data = known.computeIfAbsent(made.name(), name -> new TreeMap<>());
            Kustomization.orNone(made.files()).forEach(file -> data.put(file, ""));
            for (String literal : Kustomization.orNone(made.literals())) {
                int equals = literal.indexOf('=');
                data.put(literal.substring(0, equals), literal.substring(equals + 1));
            }
        }

        private List<HasMetadata> objects() {
            List<HasMetadata> objects = new ArrayList<>(resources);
            configMaps.forEach((name, data) -> objects.add(new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .endMetadata()
                    .withData(data)
                    .build()));
            secrets.forEach((name, data) -> objects.add(new SecretBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .endMetadata()
                    .withStringData(data)
                    .build()));
            return objects;
        }
    }
}
