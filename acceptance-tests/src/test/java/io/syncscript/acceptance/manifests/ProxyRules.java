package io.syncscript.acceptance.manifests;

import io.syncscript.acceptance.manifests.NginxFile.Directive;
import io.syncscript.model.session.SessionCookie;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/** What holds for nginx's configuration beside the compose file and the settings of the processes. */
final class ProxyRules {
    private final NginxFile nginx;
    private final ComposeFile compose;
    private final Map<String, String> api;
    private final Map<String, String> gateway;
    private final Findings findings = new Findings();

    private ProxyRules(ProjectFiles files) {
        this.nginx = NginxFile.read(files);
        this.compose = ComposeFile.read(files, Map.of());
        this.api = DeployedProcess.API.settings(files);
        this.gateway = DeployedProcess.GATEWAY.settings(files);
    }

    static List<String> check(ProjectFiles files) {
        ProxyRules rules = new ProxyRules(files);
        rules.checkServers("api", DeployedProcess.API);
        rules.checkServers("gateways", DeployedProcess.GATEWAY);
        rules.checkTimes();
        rules.checkSizes();
        rules.checkAffinity();
        return rules.findings.sentences();
    }

    private void checkServers(String upstream, DeployedProcess process) {
        List<String> expected = compose.replicasOf(process).stream()
                .map(replica -> replica + ":" + process.port())
                .toList();
        List<String> servers = nginx.upstream(upstream);
        findings.unless(servers.equals(expected), upstream + " are " + servers + " for nginx, and run as " + expected);
        Map<String, String> hosts =
                Objects.requireNonNullElse(compose.service("nginx").extraHosts(), Map.of());
        for (String replica : compose.replicasOf(process)) {
            String address = compose.service(replica).addressIn("backends");
            findings.unless(
                    !address.isEmpty() && address.equals(hosts.get(replica)),
                    replica + " is looked for at " + hosts.get(replica) + " and is at " + address);
        }
    }

    private void checkTimes() {
        Directive sockets = nginx.block("location", "/socket.io/");
        Duration quiet = setting(gateway, "SYNCSCRIPT_GATEWAY_PING_INTERVAL")
                .plus(setting(gateway, "SYNCSCRIPT_GATEWAY_PING_TIMEOUT"));
        findings.unless(
                time(sockets, "proxy_read_timeout").compareTo(quiet) > 0,
                "nginx cuts polls and sockets that are quiet");
        findings.unless(
                time(nginx.block("upstream", "gateways"), "keepalive_timeout")
                                .compareTo(setting(gateway, "SYNCSCRIPT_GATEWAY_KEEP_ALIVE"))
                        < 0,
                "nginx keeps connections that the gateway closes");
        findings.unless(
                time(nginx.block("upstream", "api"), "keepalive_timeout")
                                .compareTo(setting(api, "SYNCSCRIPT_API_KEEP_ALIVE_TIMEOUT"))
                        < 0,
                "nginx keeps connections that the API closes");
        findings.unless(
                time(nginx.block("upstream", "api"), "keepalive_timeout")
                                .compareTo(DurationStyle.detectAndParse(compose.service("api-1")
                                        .variables()
                                        .getOrDefault("SYNCSCRIPT_API_DRAIN_DURATION", "0s")))
                        < 0,
                "nginx keeps connections to an API service that has stopped");
        findings.unless(
                time(nginx.block("location", "/"), "proxy_read_timeout")
                                .compareTo(setting(api, "SYNCSCRIPT_DB_TRANSACTION_TIMEOUT"))
                        > 0,
                "nginx gives the API up before it answers");
        Duration grace = DurationStyle.detectAndParse(
                Objects.requireNonNullElse(compose.service("nginx").stopGracePeriod(), "10s"));
        findings.unless(
                grace.compareTo(time(nginx.root(), "worker_shutdown_timeout")) > 0, "nginx is killed while it stops");
    }

    private void checkSizes() {
        long most = DataSize.parse(nginx.http().value("client_max_body_size").toUpperCase(Locale.ROOT) + "B")
                .toBytes();
        findings.unless(
                most
                        >= DataSize.parse(gateway.getOrDefault("SYNCSCRIPT_GATEWAY_MAX_PAYLOAD", ""))
                                .toBytes(),
                "nginx refuses polling bodies that the gateway takes");
        findings.unless(
                most
                        > DataSize.parse(api.getOrDefault("SYNCSCRIPT_MAX_BODY_SIZE", ""))
                                .toBytes(),
                "nginx refuses bodies before the API can say so");
    }

    private void checkAffinity() {
        Directive gateways = nginx.block("upstream", "gateways");
        List<Directive> hash = gateways.all("hash").toList();
        findings.unless(
                hash.size() == 1 && hash.getFirst().arguments().equals(List.of("$client", "consistent")),
                "gateways are not chosen by a consistent hash");
        findings.unless(
                nginx.root()
                        .all("map")
                        .anyMatch(map -> map.arguments().equals(List.of("$cookie_" + SessionCookie.NAME, "$client"))),
                "the hash is not of the session cookie");
        findings.unless(
                sendingPostsAgain(nginx.root()) == sendingPostsAgain(nginx.block("location", "/socket.io/")),
                "what may have written is sent again");
    }

    private static long sendingPostsAgain(Directive block) {
        return block.all("proxy_next_upstream")
                .filter(directive -> directive.arguments().contains("non_idempotent"))
                .count();
    }

    private static Duration setting(Map<String, String> settings, String name) {
        return DurationStyle.detectAndParse(settings.getOrDefault(name, ""));
    }

    private static Duration time(Directive block, String name) {
        return DurationStyle.detectAndParse(block.value(name));
    }
}
