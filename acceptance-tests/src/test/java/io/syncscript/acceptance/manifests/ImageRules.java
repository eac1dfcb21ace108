package io.syncscript.acceptance.manifests;

import java.util.List;

/** What holds for the images of the processes. */
final class ImageRules {
    private ImageRules() {}

    static List<String> check(ProjectFiles files) {
        Findings findings = new Findings();
        for (DeployedProcess process : DeployedProcess.values()) {
            check(files, process, findings);
        }
        return findings.sentences();
    }

    private static void check(ProjectFiles files, DeployedProcess process, Findings findings) {
        Dockerfile image = Dockerfile.of(files, process);
        String name = process.module() + "/Dockerfile";
        findings.unless(
                image.user().matches("[1-9][0-9]*:[1-9][0-9]*"), name + ": runs as " + image.user() + ", not a number");
        findings.unless(
                image.exposedPorts().equals(List.of(process.port(), process.managementPort())),
                name + ": exposes " + image.exposedPorts());
        findings.unless(image.entrypoint().getFirst().equals("java"), name + ": its entrypoint is not the JVM itself");
        findings.unless(
                image.layers()
                        .equals(List.of(
                                "dependencies/", "spring-boot-loader/", "snapshot-dependencies/", "application/")),
                name + ": has the layers " + image.layers());
        String probe = String.join(" ", image.healthcheck());
        findings.unless(
                probe.contains("${" + process.managementPortVariable() + ":-" + process.managementPort() + "}"),
                name + ": the health check does not ask the management port");
        findings.unless(
                probe.contains("GET /actuator/health/readiness "), name + ": the health check is not readiness");
        for (String option :
                files.read(process.module() + "/jvm.options").lines().toList()) {
            findings.unless(
                    option.isBlank() || option.startsWith("#") || option.startsWith("-"),
                    process.module() + "/jvm.options: no option: " + option);
        }
        findings.unless(
                files.read(".dockerignore").contains("!" + process.module() + "/jvm.options\n"),
                ".dockerignore: keeps " + process.module() + "/jvm.options out");
        process.settings(files).forEach((variable, otherwise) -> {
            if (variable.equals(process.portVariable())) {
                findings.unless(otherwise.equals("" + process.port()), name + ": serves on " + otherwise);
            }
            if (variable.equals(process.managementPortVariable())) {
                findings.unless(otherwise.equals("" + process.managementPort()), name + ": is managed on " + otherwise);
            }
        });
    }
}
