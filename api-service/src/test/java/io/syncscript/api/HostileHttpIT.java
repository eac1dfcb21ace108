package io.syncscript.api;

import static io.syncscript.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.api.ApiClient.Answer;
import io.syncscript.local.data.RealServers;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no well-behaved client sends gets a documented problem, and nothing that tells how the service is built. */
class HostileHttpIT {
    private static RunningApi api;
    private static ApiClient user;

    @BeforeAll
    static void start() {
        api = RunningApi.start(
                RealServers.newDatabase(),
                RealServers.redis(),
                Map.of("SYNCSCRIPT_BODY_TIMEOUT", "2s", "SYNCSCRIPT_API_CONNECTION_TIMEOUT", "1s"));
        user = api.client().registered("Olga");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"V\",\"name\":\"W\"}",
                "{\"name\":\"V\"}{}",
                "{\"name\":\"V\"} x",
                "{\"name\":\"V\"",
                "{name:\"V\"}",
                "{\"name\":'V'}",
                "{\"name\":\"V\",}",
                "{\"name\":\"V\" /* note */}",
                "\u0000",
                "[{\"name\":\"V\"}]",
                "\"name\""
            })
    void readsOnlyOneJsonObject(String body) {
        assertProblem(user.send("POST", "/api/vaults", body, Map.of()), 400, "MALFORMED_REQUEST");
    }

    @Test
    void boundsHowDeepAndHowLongJsonIs() {
        String nested = "{\"name\":\"V\",\"x\":" + "[".repeat(31) + "]".repeat(31) + "}";
        assertThat(user.send("POST", "/api/vaults", nested, Map.of()).status()).isEqualTo(201);
        for (String body : new String[] {
            "{\"name\":\"V\",\"x\":" + "[".repeat(32) + "]".repeat(32) + "}",
            "{\"name\":\"V\",\"x\":\"" + "x".repeat(20_001) + "\"}",
            "{\"name\":\"V\",\"" + "x".repeat(201) + "\":1}",
            "{\"name\":\"V\",\"x\":" + "9".repeat(101) + "}"
        }) {
            Answer answer = user.send("POST", "/api/vaults", body, Map.of());
            assertProblem(answer, 400, "MALFORMED_REQUEST");
            assertThat(answer.text("detail")).contains("too deeply").contains("too long");
        }
    }

    @Test
    void skipsMembersThatItDoesNotKnow() {
        Answer vault = user.post(
                "/api/vaults",
                Map.of("name", "V", "id", "cabcabcabc", "revision", 99, "role", "viewer", "__proto__", 1));

        assertThat(vault.status()).isEqualTo(201);
        assertThat(vault.text("id")).isNotEqualTo("cabcabcabc");
        assertThat(vault.revision()).isZero();
        assertThat(vault.text("role")).isEqualTo("owner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=utf-16",
                "application/json;charset=iso-8859-1",
                "application/json;charset=nonsense",
                "application/vnd.x+json",
                "application/yaml",
                "application/cbor",
                "application/x-www-form-urlencoded",
                ";"
            })
    void takesNoOtherFormat(String type) {
        assertProblem(
                user.send("POST", "/api/vaults", "{\"name\":\"V\"}", Map.of("Content-Type", type)),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void neitherReadsNorWritesWhatLibrariesCouldDoBesides() {
        assertProblem(
                user.send("POST", "/api/vaults", "{\"name\":\"V\"}", Map.of("Content-Encoding", "gzip")),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        assertProblem(
                user.send("GET", "/api/vaults", null, Map.of("Accept", "application/yaml")), 406, "NOT_ACCEPTABLE");
        assertThat(user.send("POST", "/api/vaults", "x", Map.of("Content-Type", "text/plain"))
                        .header("Accept"))
                .doesNotContain("yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void takesTheMethodFromNowhereElse(String header) {
        String vault = user.newVault("V");

        assertProblem(
                user.send("POST", "/api/vaults/" + vault + "?_method=DELETE", null, Map.of(header, "DELETE")),
                405,
                "METHOD_NOT_ALLOWED");
        assertThat(user.get("/api/vaults/" + vault).status()).isEqualTo(200);
    }

    @Test
    void refusesMoreParametersThanItReads() {
        assertProblem(user.get("/api/vaults?" + "a=b&".repeat(101)), 400, "MALFORMED_REQUEST");
        assertProblem(user.get("/api/vaults?cursor=" + "A".repeat(6000)), 400, "VALIDATION_FAILED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /api/vaults HTTP/1.1~X: {8200}",
                "GET /api/vaults?{8200} HTTP/1.1",
                "GET /{8200} HTTP/1.1",
                "GET /api/vaults HTTP/1.1~Host: a",
                "GET /api/vaults HTTP/3.0",
                "GET /api/vaults HTTP/0.9",
                "GET http://evil.example/login HTTP/1.1",
                "CONNECT evil.example:80 HTTP/1.1",
                "TRACK /api/vaults HTTP/1.1",
                "POST /api/vaults HTTP/1.1~Transfer-Encoding: gzip",
                "POST /api/vaults HTTP/1.1~Transfer-Encoding: chunked, identity",
                "POST /api/vaults HTTP/1.1~Content-Length: 2~Content-Length: 3",
                "POST /api/vaults HTTP/1.1~Content-Length: -1",
                "POST /api/vaults HTTP/1.1~Content-Length: 99999999999999999999",
                "POST /api/vaults HTTP/1.1~Expect: nonsense",
                "GET /api/vaults HTTP/1.1~Bad Header: x",
                "GET /api/vaults HTTP/1.1~X",
                "GET /api/vaults HTTP/1.1~X: a\u0000b",
                "GET /api/vaults/..%2f..%2factuator HTTP/1.1",
                "GET /api/vaults%0d%0aX:y HTTP/1.1",
                "GET /api/..;/actuator HTTP/1.1",
                "GET /api/vaults\\x HTTP/1.1",
                "GET /%c0%ae%c0%ae/ HTTP/1.1"
            })
    void answersWhatIsNoHttpWithAProblemOnBothPorts(String request) throws IOException {
        String text = request.replace("{8200}", "x".repeat(8200)).replace("~", "\r\n")
                + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";

        for (String url : new String[] {api.url(), api.managementUrl()}) {
            RawHttp.Answer answer = RawHttp.exchange(url, text);
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.header("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(answer.code()).isEqualTo("MALFORMED_REQUEST");
            assertThat(answer.json().path("status").asInt()).isEqualTo(400);
            assertThat(answer.header("Server")).isEmpty();
            assertThat(answer.text()).doesNotContain("Exception").doesNotContainIgnoringCase("tomcat");
        }
    }

    @Test
    void closesAConnectionWithTwoLengths() throws IOException {
        String request = "POST /api/vaults HTTP/1.1\r\nHost: localhost\r\nCookie: SESSION=" + user.cookie()
                + "\r\nContent-Type: application/json\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "c\r\n{\"name\":\"V\"}\r\n0\r\n\r\nGET /login HTTP/1.1\r\nHost: localhost\r\n\r\n";

        RawHttp.Answer answer = RawHttp.exchange(api.url(), request);

        assertThat(answer.text().split("HTTP/1.1 ", -1)).as(answer.text()).hasSize(2);
    }

    @Test
    void endsABodyThatTrickles() throws IOException, InterruptedException {
        long start = System.nanoTime();
        RawHttp.Answer answer = trickle();
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(answer.status()).as(answer.text()).isEqualTo(408);
        assertThat(answer.code()).isEqualTo("REQUEST_TIMEOUT");
        assertThat(took).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(5));
    }

    @Test
    void endsABodyThatStalls() throws IOException {
        long start = System.nanoTime();
        try (Socket socket = RawHttp.connect(api.url())) {
            socket.getOutputStream().write(head(50).getBytes(StandardCharsets.US_ASCII));
            RawHttp.Answer answer = RawHttp.read(socket);
            assertThat(answer.status()).as(answer.text()).isEqualTo(408);
            assertThat(answer.code()).isEqualTo("REQUEST_TIMEOUT");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void closesAConnectionThatSaysNothing() throws IOException {
        long start = System.nanoTime();
        try (Socket socket = RawHttp.connect(api.url())) {
            socket.getOutputStream().write("GET /login HT".getBytes(StandardCharsets.US_ASCII));
            assertThat(RawHttp.read(socket).text()).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void servesOthersWhileHundredsDoNotSendTheirBodies() throws IOException {
        RunningApi patient = RunningApi.shared();
        ApiClient someone = patient.client().registered("Olga");
        String head = head(50, someone);
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 400; i++) {
                Socket socket = RawHttp.connect(patient.url());
                stalled.add(socket);
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(someone.get("/api/vaults").status()).isEqualTo(200);

            for (Socket socket : stalled) {
                assertThat(socket.getInputStream().available()).isZero();
            }
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    /** Sends a byte every now and then until the server has had enough, and reads what it says. */
    private static RawHttp.Answer trickle() throws IOException, InterruptedException {
        try (Socket socket = RawHttp.connect(api.url())) {
            socket.getOutputStream().write(head(10_000).getBytes(StandardCharsets.US_ASCII));
            Thread trickler = Thread.ofVirtual().start(() -> {
                try {
                    while (!Thread.currentThread().isInterrupted()) {
                        socket.getOutputStream().write(' ');
                        java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
                    }
                } catch (IOException e) {
                    // The server has closed the connection.
                }
            });
            try {
                return RawHttp.read(socket);
            } finally {
                trickler.interrupt();
                trickler.join();
            }
        }
    }

    private static String head(int length) {
        return head(length, user);
    }

    private static String head(int length, ApiClient sender) {
        return "POST /api/vaults HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nCookie: SESSION="
                + sender.cookie() + "\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
