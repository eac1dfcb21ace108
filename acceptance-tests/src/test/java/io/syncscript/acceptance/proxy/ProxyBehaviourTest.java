package io.syncscript.acceptance.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.syncscript.model.session.SessionCookie;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the very nginx configuration of the compose file does, with servers behind it that misbehave on demand. */
@ExtendWith(NeedsNginx.class)
class ProxyBehaviourTest {
    private static final String SOCKETS = "/socket.io/?EIO=4&transport=polling";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<StubServer> gateways = Stream.of("gateway-1", "gateway-2", "gateway-3")
            .map(StubServer::new)
            .toList();
    private final List<StubServer> apis =
            Stream.of("api-1", "api-2").map(StubServer::new).toList();

    @SuppressWarnings("NullAway.Init") // Started before each test.
    private NginxProcess nginx;

    @BeforeEach
    void start() {
        LocalAddresses addresses = new LocalAddresses();
        gateways.forEach(gateway -> addresses.serve(gateway.name() + ":9092", gateway.port()));
        apis.forEach(api -> addresses.serve(api.name() + ":8080", api.port()));
        nginx = NginxProcess.start(addresses);
    }

    @AfterEach
    void stop() {
        nginx.close();
        gateways.forEach(StubServer::close);
        apis.forEach(StubServer::close);
        http.close();
    }

    @Test
    void sendsSocketsToGatewaysAndAllElseToTheApi() {
        assertThat(get(SOCKETS, "anna").body()).startsWith("gateway-");
        for (String path : List.of("/", "/api/vaults", "/test/realtime", "/socket.iox", "/v3/api-docs")) {
            assertThat(get(path, "anna").body()).as(path).startsWith("api-");
        }
    }

    @Test
    void keepsASessionOnOneGatewayAndSpreadsSessionsOverAll() {
        List<String> sessions =
                IntStream.range(0, 60).mapToObj(i -> "session-" + i).toList();
        Map<String, String> first = gatewayOfEach(sessions);

        assertThat(first.values().stream().distinct()).hasSize(3);
        assertThat(gatewayOfEach(sessions)).isEqualTo(first);
        assertThat(post(SOCKETS, "session-0", "2").body()).isEqualTo(first.get("session-0"));
    }

    @Test
    void movesOnlyTheSessionsOfAGatewayThatIsAwayAndTakesThemBackAfterwards() {
        List<String> sessions =
                IntStream.range(0, 40).mapToObj(i -> "session-" + i).toList();
        Map<String, String> before = gatewayOfEach(sessions);
        StubServer gone = gateways.getFirst();

        gone.goAway();
        gatewayOfEach(sessions).forEach((session, gateway) -> {
            String home = before.getOrDefault(session, "");
            if (home.equals(gone.name())) {
                assertThat(gateway).isNotEqualTo(gone.name());
            } else {
                assertThat(gateway).isEqualTo(home);
            }
        });

        gone.comeBack();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(gatewayOfEach(sessions)).isEqualTo(before));
    }

    @Test
    void sendsAPollingPostOnceMoreElsewhereSinceOneGatewayOnlyTakesIt() {
        StubServer home = homeOf("anna");
        home.onRequest(HttpExchange::close);
        gateways.forEach(gateway -> gateway.asked().clear());

        HttpResponse<String> moved = post(SOCKETS, "anna", "42[\"vault:join\"]");

        assertThat(moved.statusCode()).isEqualTo(200);
        assertThat(requestsByOthersThan(home)).isEqualTo(1);
    }

    @Test
    void letsAnotherGatewayTakeWhomADrainingOneRefuses() {
        StubServer draining = homeOf("anna");
        draining.onRequest(exchange -> StubServer.respond(exchange, 503, "draining"));

        HttpResponse<String> answer = get(SOCKETS, "anna");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("gateway-").isNotEqualTo(draining.name());
    }

    @Test
    void letsAnotherGatewayTakeAPostThatADrainingOneRefuses() {
        StubServer draining = homeOf("anna");
        draining.onRequest(exchange -> StubServer.respond(exchange, 503, "draining"));

        assertThat(post(SOCKETS, "anna", "3").body()).startsWith("gateway-").isNotEqualTo(draining.name());
    }

    @Test
    void neverSendsAWriteOfTheApiTwice() {
        apis.forEach(api -> api.onRequest(HttpExchange::close));

        HttpResponse<String> answer = post("/api/vaults", "anna", "{}");

        assertProblem(answer, 502, "UNAVAILABLE");
        assertThat(apis.stream().mapToInt(api -> api.asked().size()).sum()).isEqualTo(1);
    }

    @Test
    void asksAnApiServiceThatIsJustBackWhenTheOtherOneGoes() {
        StubServer first = apis.getFirst();
        StubServer second = apis.getLast();
        for (int round = 0; round < 3; round++) {
            first.goAway();
            assertThat(post("/api/vaults", "anna", "{}").body()).isEqualTo(second.name());
            assertThat(post("/api/vaults", "anna", "{}").body()).isEqualTo(second.name());
            first.comeBack();
            second.goAway();
            assertThat(post("/api/vaults", "anna", "{}").body()).isEqualTo(first.name());
            assertThat(post("/api/vaults", "anna", "{}").body()).isEqualTo(first.name());
            second.comeBack();
        }
    }

    @Test
    void goesOnWithOneApiServiceAndSaysPlainlyThatThereIsNone() {
        apis.getFirst().goAway();
        for (int i = 0; i < 10; i++) {
            assertThat(post("/api/vaults", "anna", "{}").body()).isEqualTo("api-2");
        }
        apis.getLast().goAway();
        assertProblem(get("/api/vaults", "anna"), 502, "UNAVAILABLE");
    }

    @Test
    void replacesWhatAClientClaimsAboutForwarding() {
        for (String path : List.of("/api/vaults", SOCKETS)) {
            send(request(path, "anna")
                    .header("X-Forwarded-For", "10.1.2.3")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "evil.example")
                    .header("X-Forwarded-Port", "1")
                    .header("X-Forwarded-Prefix", "/evil")
                    .header("X-Real-IP", "10.1.2.3")
                    .header("Forwarded", "for=10.1.2.3"));
        }

        assertThat(Stream.concat(apis.stream(), gateways.stream()).flatMap(server -> server.asked().stream()))
                .hasSize(2)
                .allSatisfy(headers -> {
                    assertThat(headers.get("X-Forwarded-For")).containsExactly("127.0.0.1");
                    assertThat(headers.get("X-Real-IP")).containsExactly("127.0.0.1");
                    assertThat(headers.get("X-Forwarded-Proto")).containsExactly("http");
                    assertThat(headers.get("X-Forwarded-Host"))
                            .containsExactly(nginx.origin().getAuthority());
                    assertThat(headers.get("X-Forwarded-Port"))
                            .containsExactly("" + nginx.origin().getPort());
                    assertThat(headers.get("Host"))
                            .containsExactly(nginx.origin().getAuthority());
                    assertThat(headers).doesNotContainKeys("Forwarded", "X-Forwarded-Prefix");
                });
    }

    @Test
    void takesTheLargestPollingBodyAndRefusesMore() {
        assertThat(post(SOCKETS, "anna", "x".repeat(1_000_000)).statusCode()).isEqualTo(200);
        assertProblem(post(SOCKETS, "anna", "x".repeat(2_000_000)), 413, "PAYLOAD_TOO_LARGE");
        assertProblem(post("/api/vaults", "anna", "x".repeat(2_000_000)), 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void passesOnWhatAPollGetsAsItComes() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        gateways.forEach(gateway -> gateway.onRequest(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("first".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitQuietly(read);
            exchange.close();
        }));

        HttpResponse<InputStream> poll = http.send(request(SOCKETS, "anna").build(), BodyHandlers.ofInputStream());
        try (InputStream body = poll.body()) {
            assertThat(new String(body.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("first");
            read.countDown();
        }
    }

    @Test
    void tellsNeitherItsVersionNorSecretsInItsLog() {
        HttpResponse<String> answer = get("/socket.io/?EIO=4&transport=polling&sid=secret-sid", "secret-session");

        assertThat(answer.headers().firstValue("Server")).hasValue("nginx");
        assertThat(nginx.log()).contains("GET /socket.io/").doesNotContain("secret-sid", "secret-session");
    }

    private Map<String, String> gatewayOfEach(List<String> sessions) {
        return sessions.stream()
                .collect(Collectors.toMap(
                        session -> session, session -> get(SOCKETS, session).body()));
    }

    private StubServer homeOf(String session) {
        String name = get(SOCKETS, session).body();
        return gateways.stream()
                .filter(gateway -> gateway.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private int requestsByOthersThan(StubServer home) {
        return gateways.stream()
                .filter(gateway -> !gateway.equals(home))
                .mapToInt(gateway -> gateway.asked().size())
                .sum();
    }

    private HttpResponse<String> get(String path, String session) {
        return send(request(path, session));
    }

    private HttpResponse<String> post(String path, String session, String body) {
        return send(request(path, session).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String session) {
        URI uri = URI.create(nginx.origin() + path);
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(10))
                .header("Cookie", SessionCookie.NAME + "=" + session);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("nginx did not answer; its log: " + nginx.log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asString()).isEqualTo(code);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
