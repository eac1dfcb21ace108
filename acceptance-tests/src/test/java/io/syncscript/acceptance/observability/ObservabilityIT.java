package io.syncscript.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.acceptance.manifests.ProjectFiles;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.ConnectionOptions;
import io.syncscript.acceptance.socket.JavaClient;
import io.syncscript.model.session.SessionCookie;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators are given fits the processes as they run, after somebody has used them. */
class ObservabilityIT {
    private static final ProjectFiles FILES = ProjectFiles.ofCheckout();
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Prometheus makes it itself. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    @SuppressWarnings("NullAway.Init") // Started before the first test.
    private static WatchedStack stack;

    @SuppressWarnings("NullAway.Init")
    private static RestUser owner;

    @SuppressWarnings("NullAway.Init")
    private static String vault;

    @SuppressWarnings("NullAway.Init")
    private static String connectionId;

    @BeforeAll
    static void useTheProcesses() {
        stack = new WatchedStack();
        owner = RestUser.register(stack.origin(), "Olivia Owner");
        vault = owner.createVault("Seen");
        try (JavaClient client = new JavaClient(ConnectionOptions.of(stack.origin(), owner))) {
            client.open();
            client.request("vault:join", vault);
            connectionId = client.id();
            // Until one comes by Redis: what a subscription that is only beginning has missed comes from the log,
            // without a trace.
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
                addTracedSource();
                return stack.gateway().sum("syncscript_room_events_total", "source=\"redis\"") > 0;
            });
        }
        owner.loginAgain().logout();
    }

    private static void addTracedSource() throws IOException {
        owner.exchange(owner.request("/api/vaults/" + vault + "/sources")
                        .header("Content-Type", "application/json")
                        .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                        .POST(BodyPublishers.ofString(
                                "{\"title\":\"Traced\",\"fileUrl\":\"https://files.demo/a.pdf\"}")))
                .expecting(201);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void alertsAskForMetricsThatExist() {
        assertThat(alerts())
                .hasSizeGreaterThan(10)
                .allSatisfy((name, rule) -> assertThat(existing())
                        .as(name)
                        .containsAll(PromQl.metricsOf(String.valueOf(rule.get("expr")))));
    }

    @Test
    void everyAlertIsExplainedInTheRunbook() {
        String manual = FILES.read("docs/OPERATIONS.md");

        alerts().forEach((name, rule) -> {
            assertThat(manual).contains("\n### " + name + "\n");
            assertThat(String.valueOf(rule.get("annotations")))
                    .contains("runbook_url=docs/OPERATIONS.md#" + name.toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void theDashboardShowsMetricsThatExist() {
        JsonNode dashboard = JsonMapper.shared().readTree(FILES.read("deploy/observability/dashboard.json"));
        List<String> expressions = dashboard.findValuesAsString("expr");

        assertThat(expressions)
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        expression -> assertThat(existing()).as(expression).containsAll(PromQl.metricsOf(expression)));
    }

    @Test
    void theAutoscalerAsksForAMetricThatExists() {
        Map<String, Map<String, Object>> autoscaler =
                new Yaml().load(FILES.read("deploy/observability/gateway-autoscaler.yaml"));

        assertThat(String.valueOf(autoscaler.get("spec"))).contains("name=syncscript_socketio_connections");
        assertThat(existing()).contains("syncscript_socketio_connections");
    }

    @Test
    void oneTraceLeadsFromTheRequestToTheSockets() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.spans().has("syncscript-api", "http post /api/vaults/{id}/sources", TRACE))
                    .isTrue();
            assertThat(stack.spans().has("realtime-gateway", "vault event deliver", TRACE))
                    .isTrue();
        });
    }

    @Test
    void spansTellNoSecrets() {
        await().atMost(PATIENCE).until(() -> stack.spans().has("realtime-gateway", "vault event deliver", TRACE));

        assertThat(secrets()).noneMatch(stack.spans()::mentions);
    }

    @Test
    void linesOfTheLogAreJsonWithWhatTheyAreAbout() {
        List<JsonNode> lines = stack.logLines().stream()
                .filter(line -> line.startsWith("{"))
                .map(JsonMapper.shared()::readTree)
                .toList();

        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("message").asString()).isEqualTo("Appended source:created");
            assertThat(line.path("vaultId").asString()).isEqualTo(vault);
            assertThat(line.path("revision").asString()).isNotEmpty();
            assertThat(line.path("userId").asString()).isEqualTo(owner.id());
        });
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("message").asString()).isEqualTo("Joining");
            assertThat(line.path("vaultId").asString()).isEqualTo(vault);
            assertThat(line.path("connectionId").asString()).isEqualTo(connectionId);
        });
    }

    @Test
    void theLogTellsNoSecrets() {
        assertThat(stack.logLines())
                .isNotEmpty()
                .noneMatch(line -> secrets().stream().anyMatch(line::contains));
    }

    private static List<String> secrets() {
        String cookie = owner.sessionCookie();
        return List.of(cookie, SessionCookie.sessionId(cookie).orElseThrow(), owner.password());
    }

    private static Set<String> existing() {
        Set<String> names = new HashSet<>(OF_PROMETHEUS);
        names.addAll(stack.api().names());
        names.addAll(stack.gateway().names());
        return names;
    }

    private static Map<String, Map<String, Object>> alerts() {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(FILES.read("deploy/observability/alerts.yaml"));
        Map<String, Map<String, Object>> rules = new TreeMap<>();
        file.getOrDefault("groups", List.of())
                .forEach(group -> group.getOrDefault("rules", List.of())
                        .forEach(rule -> rules.put(String.valueOf(rule.get("alert")), rule)));
        assertThat(new TreeSet<>(rules.keySet())).doesNotContain("null");
        return rules;
    }
}
