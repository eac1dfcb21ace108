package io.syncscript.acceptance.manifests;

import io.syncscript.acceptance.manifests.ComposeFile.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/** What holds for {@code docker-compose.yml}, by itself and beside what the processes, the images and the proxy say. */
final class ComposeRules {
    /** Spring Boot's own; each file in that directory becomes a setting. */
    static final String CONFIG_IMPORT = "SPRING_CONFIG_IMPORT";

    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|KEY).*");
    private static final Pattern SECRET_IN_URL = Pattern.compile("://[^/@]*:(?!\\$\\{)[^/@]+@");

    private final ProjectFiles files;
    private final ComposeFile compose;
    private final Findings findings = new Findings();

    private ComposeRules(ProjectFiles files) {
        this.files = files;
        this.compose = ComposeFile.read(files, Map.of());
    }

    static List<String> check(ProjectFiles files) {
        ComposeRules rules = new ComposeRules(files);
        rules.compose.services().forEach(rules::checkService);
        for (DeployedProcess process : DeployedProcess.values()) {
            rules.compose.replicasOf(process).forEach(name -> rules.checkProcess(process, name));
        }
        rules.checkReplicas();
        return rules.findings.sentences();
    }

    private void checkService(String name, Service service) {
        findings.unless(
                service.readOnly()
                        && service.capDrop().equals(List.of("ALL"))
                        && service.securityOpt().equals(List.of("no-new-privileges:true")),
                name + ": is not hardened");
        findings.unless(service.ports() == null || name.equals("nginx"), name + ": is reachable past the one origin");
        service.variables().forEach((variable, value) -> {
            findings.unless(
                    !SECRET.matcher(variable).matches() || variable.endsWith("_FILE"),
                    name + ": " + variable + " has a value in the file");
            findings.unless(!SECRET_IN_URL.matcher(value).find(), name + ": " + variable + " holds a secret");
        });
        if (service.dependsOn() != null) {
            service.dependsOn().forEach((other, dependency) -> checkDependency(name, other, dependency.condition()));
        }
        service.mounts().forEach(mount -> checkMount(name, mount.substring(0, mount.indexOf(":"))));
        if (service.build() != null) {
            String dockerfile = service.build().dockerfile();
            findings.unless(files.exists(dockerfile), name + ": there is no " + dockerfile);
        }
    }

    private void checkDependency(String name, String other, String condition) {
        Service needed = compose.services().get(other);
        findings.unless(needed != null, name + ": depends on " + other + ", which is no service");
        if (needed != null && condition.equals("service_healthy")) {
            boolean inImage = needed.build() != null
                    && files.exists(needed.build().dockerfile())
                    && files.read(needed.build().dockerfile()).contains("HEALTHCHECK --");
            findings.unless(needed.healthcheck() != null || inImage, name + ": " + other + " never becomes healthy");
        }
    }

    private void checkMount(String name, String source) {
        boolean there = source.startsWith("./")
                ? files.exists(source)
                : compose.volumes().containsKey(source);
        findings.unless(there, name + ": mounts " + source + ", which is not there");
    }

    private void checkProcess(DeployedProcess process, String name) {
        Service service = compose.service(name);
        List<String> given = new ArrayList<>(service.variables().keySet());
        given.remove(CONFIG_IMPORT);
        findings.unlessAllIn(given, process.settings(files).keySet(), name, "setting of the " + process.module());

        List<String> missing = new ArrayList<>(process.required(files));
        missing.removeAll(given);
        missing.removeAll(secretsOf(process));
        findings.unless(missing.isEmpty(), name + ": is not given " + missing);

        Duration grace = duration(String.valueOf(service.stopGracePeriod()));
        findings.unless(
                grace.compareTo(longestStop(files, process, service.variables())) > 0,
                name + ": is killed while it may still be stopping");
    }

    /** The files that the secrets service puts before the process. */
    private Set<String> secretsOf(DeployedProcess process) {
        String directory = process == DeployedProcess.API ? "/api/" : "/gateway/";
        return Set.copyOf(Pattern.compile(directory + "(SYNCSCRIPT_[A-Z_]+)\"")
                .matcher(files.read("deploy/secrets/create.sh"))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList());
    }

    /** How long the process allows itself to stop, when it is run with these variables. */
    static Duration longestStop(ProjectFiles files, DeployedProcess process, Map<String, String> variables) {
        List<String> times = process == DeployedProcess.API
                ? List.of(
                        "SYNCSCRIPT_API_DRAIN_DELAY",
                        "SYNCSCRIPT_API_DRAIN_DURATION",
                        "SYNCSCRIPT_API_SHUTDOWN_TIMEOUT")
                : List.of(
                        "SYNCSCRIPT_GATEWAY_DRAIN_DELAY",
                        "SYNCSCRIPT_GATEWAY_DRAIN_DURATION",
                        "SYNCSCRIPT_GATEWAY_SHUTDOWN_TIMEOUT");
        Map<String, String> settings = process.settings(files);
        return times.stream()
                .map(time -> duration(variables.getOrDefault(time, settings.getOrDefault(time, "0s"))))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The settings that the value of another one names. */
    static List<String> namesIn(String value) {
        return Pattern.compile("\\$\\{([A-Z_]+)}")
                .matcher(value)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Duration duration(String text) {
        return text.equals("null") ? Duration.ofSeconds(10) : DurationStyle.detectAndParse(text);
    }

    private void checkReplicas() {
        findings.unless(compose.replicasOf(DeployedProcess.API).size() == 2, "there are not two API services");
        findings.unless(compose.replicasOf(DeployedProcess.GATEWAY).size() == 3, "there are not three gateways");
    }
}
