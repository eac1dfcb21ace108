package io.syncscript.acceptance.manifests;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.syncscript.acceptance.manifests.Cluster.Workload;
import io.syncscript.model.session.SessionCookie;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What docker-compose.yml, deploy/nginx/nginx.conf and the Kubernetes manifests have to say alike. */
final class ParityRules {
    private static final String ANNOTATION = "nginx.ingress.kubernetes.io/";

    private final ComposeFile compose;
    private final NginxFile nginx;
    private final Cluster cluster;
    private final Findings findings = new Findings();

    private ParityRules(ProjectFiles files, Cluster cluster) {
        this.compose = ComposeFile.read(files, Map.of());
        this.nginx = NginxFile.read(files);
        this.cluster = cluster;
    }

    static List<String> check(ProjectFiles files, Cluster cluster) {
        ParityRules rules = new ParityRules(files, cluster);
        for (DeployedProcess process : DeployedProcess.values()) {
            rules.checkProcess(process);
        }
        rules.checkIngress("/socket.io/");
        rules.checkIngress("/");
        rules.checkServers();
        return rules.findings.sentences();
    }

    private void checkProcess(DeployedProcess process) {
        Workload workload = cluster.running(process);
        ComposeFile.Service service =
                compose.service(compose.replicasOf(process).getFirst());
        findings.unless(
                cluster.environment(workload)
                        .keySet()
                        .equals(service.variables().keySet()),
                workload.name() + ": its settings are not those of the compose file");
        String memory =
                String.valueOf(workload.container().getResources().getLimits().get("memory"));
        findings.unless(
                memory.equalsIgnoreCase(service.memLimit() + "i"),
                workload.name() + ": has " + memory + " of memory, and " + service.memLimit() + " in the compose file");
    }

    private void checkIngress(String path) {
        Ingress ingress = cluster.all(Ingress.class)
                .filter(candidate -> candidate.getSpec().getRules().stream()
                        .flatMap(rule -> rule.getHttp().getPaths().stream())
                        .anyMatch(served -> served.getPath().equals(path)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Ingress serves " + path));
        NginxFile.Directive location = nginx.block("location", path);
        Map<String, String> annotations = ingress.getMetadata().getAnnotations();
        same(annotations, "proxy-body-size", nginx.http().value("client_max_body_size"));
        same(
                annotations,
                "proxy-read-timeout",
                location.value("proxy_read_timeout").replace("s", ""));
        same(
                annotations,
                "proxy-connect-timeout",
                nginx.http().value("proxy_connect_timeout").replace("s", ""));
        same(annotations, "proxy-next-upstream-tries", nginx.http().value("proxy_next_upstream_tries"));
        same(annotations, "proxy-next-upstream", String.join(" ", nextUpstream(location)));
        if (path.equals("/socket.io/")) {
            same(annotations, "upstream-hash-by", "$cookie_" + SessionCookie.NAME);
            same(annotations, "proxy-buffering", location.value("proxy_buffering"));
        }
    }

    private List<String> nextUpstream(NginxFile.Directive location) {
        return location.all("proxy_next_upstream")
                .findFirst()
                .or(() -> nginx.http().block().stream()
                        .filter(directive -> directive.name().equals("proxy_next_upstream"))
                        .findFirst())
                .map(NginxFile.Directive::arguments)
                .orElse(List.of());
    }

    private void same(Map<String, String> annotations, String name, String expected) {
        String value = Objects.requireNonNullElse(annotations.get(ANNOTATION + name), "nothing");
        findings.unless(value.equals(expected), "the annotation " + name + " says " + value + ", not " + expected);
    }

    /** The images of the servers, where the cluster runs them itself. */
    private void checkServers() {
        for (Workload workload : cluster.workloads()) {
            ComposeFile.Service service = compose.services().get(workload.name());
            findings.unless(
                    service == null
                            || service.image().equals(workload.container().getImage()),
                    workload.name() + ": is not of the image that the compose file names");
        }
    }
}
