package io.syncscript.acceptance.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.browser.Chromium;
import io.syncscript.acceptance.browser.JavaScriptClient;
import io.syncscript.acceptance.doctor.Diagnosis;
import io.syncscript.acceptance.manifests.DeployedProcess;
import io.syncscript.acceptance.manifests.KubernetesProbes;
import io.syncscript.acceptance.rest.RestAnswer;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.ConnectionOptions;
import io.syncscript.acceptance.socket.JavaClient;
import io.syncscript.acceptance.socket.RealtimeClient;
import io.syncscript.acceptance.socket.Transports;
import io.syncscript.local.demo.DemoUser;
import io.syncscript.local.demo.MakeDemoData;
import io.syncscript.local.process.ServiceProcess;
import io.syncscript.model.session.SessionCookie;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** What docker-compose.yml runs serves its users through the one origin. */
@ExtendWith(NeedsNginx.class)
class InstallationIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @SuppressWarnings("NullAway.Init") // Started before the first test.
    private static Installation installation;

    private final List<RealtimeClient> clients = new ArrayList<>();
    private RestUser owner;
    private String vaultId;

    @BeforeAll
    static void startInstallation() {
        installation = Installation.start();
    }

    @AfterAll
    static void stopInstallation() {
        installation.close();
    }

    @BeforeEach
    void makeVault() {
        owner = RestUser.register(installation.origin(), "Olivia Owner");
        vaultId = owner.createVault("A vault of a test");
    }

    @AfterEach
    void disconnect() {
        clients.forEach(RealtimeClient::close);
    }

    @ParameterizedTest
    @EnumSource
    void deliversOverEveryTransport(Transports transports) {
        RealtimeClient client = joined(owner, transports);
        client.awaitTransport(transports.settled());

        long last = 0;
        for (int i = 0; i < 20; i++) {
            last = owner.addSource(vaultId, "Paper " + i).expecting(201).vaultRevision();
        }

        client.awaitRevision(vaultId, last);
        assertThat(client.vaultEvents()).hasSize(20);
    }

    @Test
    void keepsAPollingClientOnItsGatewayOverManyRequests() throws Exception {
        RealtimeClient client = joined(owner, Transports.POLLING);
        for (int i = 0; i < 100; i++) {
            client.request("ping");
        }
        assertThat(client.heard("disconnect")).isEmpty();

        // The same by hand, each request over a connection of its own.
        String sid = openPolling(installation.origin(), owner);
        for (int i = 0; i < 30; i++) {
            try (HttpClient separate = HttpClient.newHttpClient()) {
                assertThat(separate.send(polling(installation.origin(), owner, sid, "3"), BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void spreadsSessionsOverTheGatewaysAndDeliversToAllOfThem() throws Exception {
        Set<String> used = new HashSet<>();
        List<RealtimeClient> members = new ArrayList<>();
        while (used.size() < 3) {
            RestUser session = owner.loginAgain();
            if (used.add(gatewayOf(session).name())) {
                members.add(joined(session, Transports.WEBSOCKET));
            }
        }
        long revision = owner.addSource(vaultId, "For all").expecting(201).vaultRevision();
        members.forEach(member -> member.awaitRevision(vaultId, revision));
    }

    @Test
    void movesTheClientsOfAKilledGatewayAndNobodyElse() throws Exception {
        RealtimeClient moved = joined(owner, Transports.DEFAULT);
        ServiceProcess killed = gatewayOf(owner);
        RestUser other = owner.loginAgain();
        while (gatewayOf(other).name().equals(killed.name())) {
            other = owner.loginAgain();
        }
        RealtimeClient stays = joined(other, Transports.DEFAULT);
        moved.awaitTransport("websocket");

        killed.kill();
        moved.await("reconnect");
        moved.join(vaultId);
        long revision =
                owner.addSource(vaultId, "After the crash").expecting(201).vaultRevision();
        moved.awaitRevision(vaultId, revision);
        stays.awaitRevision(vaultId, revision);
        assertThat(stays.heard("disconnect")).isEmpty();
        assertThat(gatewayOf(owner).name()).isNotEqualTo(killed.name());

        restart(killed);
    }

    /** Restarts the gateway of the owner's session and waits until nginx sends that session there again. */
    private void restart(ServiceProcess gateway) {
        gateway.restart();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(gatewayOf(owner).name()).isEqualTo(gateway.name()));
    }

    @Test
    void tellsStandardClientsThatTheirGatewayDrainsAndTheyComeBackElsewhereByThemselves() throws Exception {
        ServiceProcess draining = gatewayOf(owner);
        try (Chromium chromium = Chromium.launch()) {
            List<RealtimeClient> drained = new ArrayList<>();
            for (Transports transports : Transports.values()) {
                ConnectionOptions options =
                        ConnectionOptions.of(installation.origin(), owner).over(transports);
                drained.add(new JavaClient(options));
                drained.add(new JavaScriptClient(chromium, installation.origin(), options));
            }
            drained.forEach(this::join);

            draining.stop();
            drained.forEach(InstallationIT::assertToldAndBack);
            drained.forEach(client -> client.join(vaultId));
            long revision = owner.addSource(vaultId, "Elsewhere").expecting(201).vaultRevision();
            drained.forEach(client -> client.awaitRevision(vaultId, revision));
            assertThat(gatewayOf(owner).name()).isNotEqualTo(draining.name());
            drained.forEach(RealtimeClient::close);
        }
        restart(draining);
    }

    private static void assertToldAndBack(RealtimeClient client) {
        client.await("reconnect");
        assertThat(client.heard("server:draining"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.payload().path("reconnectIn").asLong()).isBetween(0L, 10_000L));
        assertThat(client.heard("disconnect"))
                .singleElement()
                .satisfies(event -> assertThat(event.payload().asString()).isIn("transport close", "transport error"));
    }

    @Test
    void failsNoCallAndMakesNoChangeTwiceWhileApiServicesAreRestarted() {
        long before = owner.revision(vaultId);
        AtomicBoolean over = new AtomicBoolean();
        Queue<RestAnswer> answers = new ConcurrentLinkedQueue<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                writing.add(writers.submit(() -> {
                    while (!over.get()) {
                        answers.add(owner.addSource(vaultId, "Paper"));
                    }
                }));
            }
            Awaitility.await("everyone is writing").until(() -> answers.size() > 100);
            installation.apis().forEach(ServiceProcess::restart);
            over.set(true);
            assertThat(writing).allSatisfy(writer -> assertThat(writer).succeedsWithin(Duration.ofSeconds(30)));
        }
        assertThat(answers).hasSizeGreaterThan(100);
        assertThat(answers.stream().map(RestAnswer::status).distinct())
                .as(() -> installation
                        .nginx()
                        .log()
                        .lines()
                        .filter(line -> !line.contains("\" 201 "))
                        .limit(50)
                        .collect(Collectors.joining("\n")))
                .containsExactly(201);
        assertThat(owner.revision(vaultId) - before).isEqualTo(answers.size());
    }

    @Test
    void letsTheApiSayThatABodyIsTooLarge() {
        RestAnswer answer =
                owner.addSource(vaultId, Map.of("title", "x".repeat(100_000), "fileUrl", "https://a.example/b"));
        answer.assertProblem(413, "PAYLOAD_TOO_LARGE");
        assertThat(answer.text("type")).startsWith("urn:syncscript:problem:");
    }

    @Test
    void believesNoClientAboutItsOrigin() {
        HttpRequest.Builder forged = owner.request("/api/vaults")
                .header("Content-Type", "application/json")
                .header("Origin", "http://evil.example")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Port", "80")
                .POST(BodyPublishers.ofString("{\"name\":\"forged\"}"));
        owner.send(forged).assertProblem(403, "CROSS_SITE_REQUEST");
    }

    @Test
    void acceptsWritesOfItsOwnPages() {
        HttpRequest.Builder own = owner.request("/api/vaults")
                .header("Content-Type", "application/json")
                .header("Origin", installation.origin().toString())
                .POST(BodyPublishers.ofString("{\"name\":\"from a page\"}"));
        owner.send(own).expecting(201);
    }

    @Test
    void takesTheDemoData() {
        MakeDemoData.main(new String[] {installation.origin().toString()});
        RestUser demo = RestUser.anonymous(installation.origin());
        demo.post("/api/auth/login", Map.of("email", DemoUser.VIEWER.email(), "password", DemoUser.PASSWORD))
                .expecting(200);
        assertThat(demo.get("/api/vaults").expecting(200).body().path("items")).hasSize(1);
    }

    @Test
    void passesTheDoctor() throws Exception {
        MakeDemoData.main(new String[] {installation.origin().toString()});
        List<String> arguments =
                new ArrayList<>(List.of("--url", installation.origin().toString()));
        for (ServiceProcess gateway : installation.gateways()) {
            arguments.addAll(List.of(
                    "--gateway", gateway.uri().toString(),
                    "--management", gateway.management().toString()));
        }
        arguments.addAll(List.of("--redis-url", installation.redisUrl(), "--db-url", installation.databaseUrl()));
        Diagnosis diagnosis = Diagnosis.of(
                Map.of("SYNCSCRIPT_DB_PASSWORD", installation.secret("SYNCSCRIPT_DB_PASSWORD")), arguments);
        diagnosis.assertSound();
        assertThat(diagnosis.checks("skipped")).isEmpty();
        assertThat(diagnosis.toString()).doesNotContain(installation.secret("SYNCSCRIPT_REDIS_PASSWORD"));
    }

    @ParameterizedTest
    @EnumSource
    void answersTheProbesOfTheKubernetesManifests(DeployedProcess kind) throws Exception {
        String service = kind == DeployedProcess.API ? "api-2" : "gateway-3";
        List<String> paths = KubernetesProbes.paths(kind);
        assertThat(paths).hasSize(3);
        for (String path : paths) {
            URI probe = installation.process(service).management().resolve(path);
            assertThat(send(HttpRequest.newBuilder(probe).build()).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void theHealthChecksOfTheImagesPass() throws Exception {
        assertThat(healthy(DeployedProcess.API, "api-2")).isTrue();
        assertThat(healthy(DeployedProcess.GATEWAY, "gateway-3")).isTrue();
    }

    @Test
    void aStoppedProcessEndsByItselfInGoodOrder() throws Exception {
        RealtimeClient client = joined(owner, Transports.WEBSOCKET);
        ServiceProcess gateway = gatewayOf(owner);
        long pid = gateway.pid();

        ProcessHandle.of(pid).orElseThrow().destroy();
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> !gateway.isAlive());

        assertThat(Files.readString(gateway.logFile())).contains("Letting 1 sockets go");
        assertThat(healthy(DeployedProcess.GATEWAY, gateway.name())).isFalse();
        client.await("reconnect");
        restart(gateway);
    }

    private RealtimeClient joined(RestUser user, Transports transports) {
        RealtimeClient client =
                new JavaClient(ConnectionOptions.of(installation.origin(), user).over(transports));
        clients.add(client);
        join(client);
        return client;
    }

    private void join(RealtimeClient client) {
        client.open();
        client.awaitConnected();
        client.join(vaultId);
    }

    private static boolean healthy(DeployedProcess kind, String service) throws IOException {
        return installation.healthcheck(kind, service).start().onExit().join().exitValue() == 0;
    }

    /** The gateway to which nginx sends a session now: the only one that knows a connection opened through nginx. */
    private static ServiceProcess gatewayOf(RestUser user) throws Exception {
        String sid = openPolling(installation.origin(), user);
        List<ServiceProcess> owners = new ArrayList<>();
        for (ServiceProcess gateway : installation.gateways()) {
            if (gateway.isAlive()
                    && send(polling(gateway.uri(), user, sid, "3")).statusCode() == 200) {
                owners.add(gateway);
            }
        }
        assertThat(owners).hasSize(1);
        return owners.getFirst();
    }

    private static String openPolling(URI server, RestUser user) throws Exception {
        URI uri = server.resolve("/socket.io/?EIO=4&transport=polling");
        HttpResponse<String> open = send(HttpRequest.newBuilder(uri)
                .header("Cookie", SessionCookie.NAME + "=" + user.sessionCookie())
                .build());
        return JsonMapper.shared()
                .readTree(open.body().substring(1))
                .path("sid")
                .asString();
    }

    private static HttpRequest polling(URI server, RestUser user, String sid, String packet) {
        return HttpRequest.newBuilder(server.resolve("/socket.io/?EIO=4&transport=polling&sid=" + sid))
                .header("Cookie", SessionCookie.NAME + "=" + user.sessionCookie())
                .POST(BodyPublishers.ofString(packet))
                .build();
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
