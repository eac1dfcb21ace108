package io.syncscript.api;

import static io.syncscript.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.syncscript.api.ApiClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What holds for every path: problems, limits, cross-site writes, headers, pages. Nothing here may be logged as an error. */
class HttpSurfaceIT {
    private static final ListAppender<ILoggingEvent> LOGGED = new ListAppender<>();

    private static RunningApi api;
    private static ApiClient user;

    @BeforeAll
    static void start() {
        api = RunningApi.shared();
        user = api.client().registered("Olga");
        LOGGED.start();
        rootLogger().addAppender(LOGGED);
    }

    @AfterAll
    static void loggedNoError() {
        rootLogger().detachAppender(LOGGED);
        assertThat(LOGGED.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/nothing, 404, NOT_FOUND",
        "GET, /nothing, 404, NOT_FOUND",
        "GET, /api, 404, NOT_FOUND",
        "GET, /actuator/health, 404, NOT_FOUND",
        "GET, /error, 404, NOT_FOUND",
        "PUT, /api/vaults, 405, METHOD_NOT_ALLOWED",
        "DELETE, /api/vaults, 405, METHOD_NOT_ALLOWED",
        "GET, /api/auth/login, 405, METHOD_NOT_ALLOWED",
        "POST, /api/sources/cabcabcabc, 405, METHOD_NOT_ALLOWED"
    })
    void saysWhatIsNotThere(String method, String path, int status, String code) {
        assertProblem(user.send(method, path, null, Map.of()), status, code);
    }

    @Test
    void saysWhichMethodsThereAre() {
        assertThat(user.send("PUT", "/api/vaults", "{}", Map.of()).header("Allow"))
                .contains("GET")
                .contains("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "nonsense"
            })
    void takesNothingButJson(String contentType) {
        assertProblem(
                user.send("POST", "/api/vaults", "{\"name\":\"V\"}", Map.of("Content-Type", contentType)),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void changesNothingForWhoAcceptsNoJson() {
        String vault = user.newVault("V");
        String source = "{\"title\":\"T\",\"fileUrl\":\"https://files.example.org/a.pdf\"}";

        for (String accept : List.of("text/html", "nonsense")) {
            ApiClient.Answer answer =
                    user.send("POST", "/api/vaults/" + vault + "/sources", source, Map.of("Accept", accept));
            assertProblem(answer, 406, "NOT_ACCEPTABLE");
        }

        assertThat(user.get("/api/vaults/" + vault).revision()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void readsNoFormNotEvenABrokenOne(String method) {
        ApiClient.Answer answer = user.send(
                method,
                "/api/vaults/" + user.newVault("V"),
                "a=%zz",
                Map.of("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(answer.status()).as(answer.toString()).isIn(204, 405, 415);
    }

    @Test
    void answersAProblemWhateverIsAcceptable() {
        assertProblem(user.send("GET", "/api/vaults", null, Map.of("Accept", "text/html")), 406, "NOT_ACCEPTABLE");
        assertProblem(user.send("GET", "/api/vaults/x", null, Map.of("Accept", "image/png")), 404, "VAULT_NOT_FOUND");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        String large = "{\"name\":\"V\"" + " ".repeat(70_000) + "}";

        assertProblem(user.send("POST", "/api/vaults", large, Map.of()), 413, "PAYLOAD_TOO_LARGE");
        HttpRequest chunked = HttpRequest.newBuilder(URI.create(api.url() + "/api/vaults"))
                .header("Content-Type", "application/json")
                .header("Cookie", "SESSION=" + user.cookie())
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                .build();
        assertProblem(user.send(chunked), 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void readsNoJsonThatIsMadeToHurt() {
        assertProblem(user.send("POST", "/api/vaults", "[".repeat(30_000), Map.of()), 400, "MALFORMED_REQUEST");
        assertProblem(
                user.send("POST", "/api/vaults", "{\"name\":" + "9".repeat(30_000) + "}", Map.of()),
                400,
                "MALFORMED_REQUEST");
        HttpRequest notUtf8 = HttpRequest.newBuilder(URI.create(api.url() + "/api/vaults"))
                .header("Content-Type", "application/json")
                .header("Cookie", "SESSION=" + user.cookie())
                .POST(BodyPublishers.ofByteArray(
                        new byte[] {'{', '"', 'n', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'}))
                .build();
        assertProblem(user.send(notUtf8), 400, "MALFORMED_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api//vaults HTTP/1.1",
                "GET /api/vaults;x=1 HTTP/1.1",
                "GET /api/%2e%2e/x HTTP/1.1",
                "GET /api/%00 HTTP/1.1",
                "GET /api/a%2fb HTTP/1.1",
                "GET /api/<x> HTTP/1.1",
                "GET /api/vaults?limit=%zz HTTP/1.1",
                "G@T /api/vaults HTTP/1.1"
            })
    void answersARequestLineThatIsNoneWithAProblem(String requestLine) throws IOException {
        String answer = raw(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").containsIgnoringCase("content-type: application/problem+json");
        assertThat(answer).contains("\"code\":\"").doesNotContain("Exception").doesNotContainIgnoringCase("tomcat");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, , 403",
        "null, , 403",
        "https://evil.example, cross-site, 403",
        ", cross-site, 403",
        ", same-site, 403",
        "http://localhost:3000, cross-site, 201",
        "http://localhost:3000, , 201",
        "http://localhost:3001, same-site, 403",
        ", same-origin, 201",
        ", none, 201",
        "{own}, , 201",
        "{own}, same-origin, 201",
        "https://front.example, same-origin, 201",
        ", , 201"
    })
    void refusesWritesOfOtherSites(String origin, String fetchSite, int status) {
        Map<String, String> headers = new java.util.HashMap<>();
        if (origin != null) {
            headers.put("Origin", origin.replace("{own}", api.url()));
        }
        if (fetchSite != null) {
            headers.put("Sec-Fetch-Site", fetchSite);
        }

        Answer write = user.send("POST", "/api/vaults", "{\"name\":\"V\"}", headers);

        assertThat(write.status()).as(write.toString()).isEqualTo(status);
        if (status == 403) {
            assertProblem(write, 403, "CROSS_SITE_REQUEST");
            assertProblem(api.client().send("POST", "/api/auth/login", "{}", headers), 403, "CROSS_SITE_REQUEST");
        }
        assertThat(user.send("GET", "/api/vaults", null, headers).status()).isEqualTo(200);
    }

    @Test
    void takesTheFrontDoorsOriginForItsOwn() {
        Map<String, String> forwarded = Map.of(
                "Origin", "https://vaults.example",
                "X-Forwarded-Host", "vaults.example",
                "X-Forwarded-Proto", "https");

        assertThat(user.send("POST", "/api/vaults", "{\"name\":\"V\"}", forwarded)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void sendsSecurityHeaders() {
        for (String path : new String[] {"/api/auth/session", "/login", "/nothing"}) {
            Answer answer = user.get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'self'")
                    .contains("style-src 'self'")
                    .doesNotContain("unsafe")
                    .contains("connect-src 'self' ws: wss:")
                    .contains("frame-ancestors 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Permissions-Policy")).contains("camera=()");
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(answer.header("Strict-Transport-Security")).isNull();
            assertThat(answer.header("Server")).isNull();
        }
    }

    @Test
    void asksBrowsersToStayWithHttps() {
        assertThat(user.send("GET", "/login", null, Map.of("X-Forwarded-Proto", "https"))
                        .header("Strict-Transport-Security"))
                .startsWith("max-age=31536000");
    }

    @Test
    void leadsABrowserWithoutSessionToTheLoginAndBack() {
        Answer page = api.client().get("/test/realtime?vaultId=c1%20&x=/y");

        assertThat(page.status()).isEqualTo(302);
        assertThat(page.header("Location")).isEqualTo("/login?next=%2Ftest%2Frealtime%3FvaultId%3Dc1%2520%26x%3D%2Fy");
        assertThat(api.client().get("/").header("Location")).isEqualTo("/test/realtime");
        assertThat(api.client().get("/test/realtime.html").status()).isEqualTo(302);
    }

    @Test
    void saysTheLengthOfAnAnswer() {
        Answer answer = user.get("/api/auth/session");

        assertThat(answer.header("Content-Length")).isNotNull();
        assertThat(answer.header("Transfer-Encoding")).isNull();
    }

    @Test
    void tellsProbesThatItIsWell() {
        ApiClient probe = new ApiClient(api.managementUrl());

        assertThat(probe.get("/actuator/health/liveness").text("status")).isEqualTo("UP");
        assertThat(probe.get("/actuator/health/readiness").text("status")).isEqualTo("UP");
        assertThat(probe.get("/actuator/env").status()).isEqualTo(404);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(api.url()).getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Logger rootLogger() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
