package io.syncscript.acceptance.manifests;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two processes that are deployed, and what their own configuration says of them. */
public enum DeployedProcess {
    API("api-service", "syncscript/api-service", "SYNCSCRIPT_API_PORT", "SYNCSCRIPT_API_MANAGEMENT_PORT", 8080, 8081),
    GATEWAY(
            "realtime-gateway",
            "syncscript/realtime-gateway",
            "SYNCSCRIPT_GATEWAY_PORT",
            "SYNCSCRIPT_GATEWAY_MANAGEMENT_PORT",
            9092,
            9093);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(:([^}]*))?}");

    private final String module;
    private final String image;
    private final String portVariable;
    private final String managementPortVariable;
    private final int port;
    private final int managementPort;

    DeployedProcess(
            String module,
            String image,
            String portVariable,
            String managementPortVariable,
            int port,
            int managementPort) {
        this.module = module;
        this.image = image;
        this.portVariable = portVariable;
        this.managementPortVariable = managementPortVariable;
        this.port = port;
        this.managementPort = managementPort;
    }

    public String module() {
        return module;
    }

    /** The name of its image, without a tag. */
    String image() {
        return image;
    }

    public String portVariable() {
        return portVariable;
    }

    public String managementPortVariable() {
        return managementPortVariable;
    }

    /** Where it serves clients in a container. */
    public int port() {
        return port;
    }

    /** Where it serves its health in a container. */
    public int managementPort() {
        return managementPort;
    }

    /** The environment variables that its settings name, with their defaults; those without one, or with an empty one, map to the empty string. */
    Map<String, String> settings(ProjectFiles files) {
        Map<String, String> settings = new TreeMap<>();
        Matcher placeholders = PLACEHOLDER.matcher(files.read(module + "/src/main/resources/application.yml"));
        while (placeholders.find()) {
            String otherwise = placeholders.group(3);
            settings.put(placeholders.group(1), otherwise == null ? "" : otherwise);
        }
        return settings;
    }

    /** Those of its settings that have no default; an empty one is a default. */
    List<String> required(ProjectFiles files) {
        return PLACEHOLDER
                .matcher(files.read(module + "/src/main/resources/application.yml"))
                .results()
                .filter(placeholder -> placeholder.group(2) == null)
                .map(placeholder -> placeholder.group(1))
                .distinct()
                .sorted()
                .toList();
    }
}
