package io.syncscript.acceptance.manifests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code docker-compose.yml}, with every key that it uses and no other. */
public record ComposeFile(
        String name, Map<String, Service> services, Map<String, Network> networks, Map<String, Volume> volumes) {
    private static final String FILE = "docker-compose.yml";

    /** What one container is made of. */
    public record Service(
            @Nullable List<String> profiles,
            String image,
            @Nullable Build build,
            @Nullable String user,
            @Nullable List<String> entrypoint,
            @Nullable List<String> command,
            @Nullable Map<String, String> environment,
            @Nullable List<String> ports,
            @Nullable List<String> volumes,
            @Nullable List<String> tmpfs,
            @Nullable String shmSize,
            String memLimit,
            int pidsLimit,
            @Nullable Map<String, Integer> ulimits,
            boolean readOnly,
            List<String> capDrop,
            List<String> securityOpt,
            String restart,
            @Nullable String stopSignal,
            @Nullable String stopGracePeriod,
            @Nullable Healthcheck healthcheck,
            @Nullable Map<String, String> extraHosts,
            @Nullable Object networks,
            @Nullable String networkMode,
            @Nullable Map<String, Dependency> dependsOn,
            Logging logging) {
        /** Empty where the service has none. */
        public Map<String, String> variables() {
            return environment == null ? Map.of() : environment;
        }

        List<String> mounts() {
            return volumes == null ? List.of() : volumes;
        }

        /** The fixed address in a network, empty where there is none. */
        String addressIn(String network) {
            return networks instanceof Map<?, ?> map
                            && map.get(network) instanceof Map<?, ?> settings
                            && settings.get("ipv4_address") instanceof String address
                    ? address
                    : "";
        }
    }

    record Build(String context, String dockerfile) {}

    record Healthcheck(
            List<String> test,
            @Nullable String interval,
            @Nullable String timeout,
            @Nullable Integer retries,
            @Nullable String startPeriod) {}

    record Dependency(String condition) {}

    record Logging(String driver, Map<String, String> options) {}

    record Network(@Nullable Boolean internal, @Nullable Ipam ipam) {}

    record Ipam(List<Subnet> config) {}

    record Subnet(String subnet) {}

    /** A volume without settings of its own. */
    record Volume() {}

    /** The file as docker compose sees it when these variables are set. */
    public static ComposeFile read(ProjectFiles files, Map<String, String> variables) {
        Object document = Yaml.documents(files.read(FILE)).getFirst();
        if (!(new Interpolation(variables).in(document) instanceof Map<?, ?> keys)) {
            throw new IllegalArgumentException(FILE + " is no mapping");
        }
        Map<Object, Object> known = new LinkedHashMap<>(keys);
        known.keySet().removeIf(key -> key.toString().startsWith("x-"));
        return Yaml.typed(known, ComposeFile.class);
    }

    /** The service of that name, which has to be there. */
    public Service service(String serviceName) {
        Service service = services.get(serviceName);
        if (service == null) {
            throw new IllegalArgumentException(FILE + " has no service " + serviceName);
        }
        return service;
    }

    /** The names of the services that run the image of a process, in the order of the file. */
    public List<String> replicasOf(DeployedProcess process) {
        return services.entrySet().stream()
                .filter(service -> service.getValue().image().startsWith(process.image() + ":"))
                .map(Map.Entry::getKey)
                .toList();
    }
}
