package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a proxy and a server could read differently, and those that want what is somebody else's. */
class HttpAttackIT extends RunningServer {
    private static final String SMUGGLED =
            "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n\r\n";

    static Stream<String> ambiguousHeaders() {
        return Stream.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding:\r\n chunked\r\nContent-Length: 5",
                "Transfer-Encoding : chunked",
                "Content-Length : 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5, 6",
                "Content-Length: -5",
                "Content-Length: +5",
                "Content-Length: 0x5",
                "Content-Length: 99999999999999999999",
                "Host: elsewhere",
                "X\u0000Y: z",
                ": nameless");
    }

    @ParameterizedTest
    @MethodSource("ambiguousHeaders")
    void refusesAnAmbiguousRequestAndReadsNothingBehindIt(String headers) throws IOException {
        String answers = answers("POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n" + headers
                + "\r\n\r\n" + "0\r\n\r\n" + SMUGGLED);
        assertThat(answers).startsWith("HTTP/1.1 400 ");
        assertThat(answers.split("HTTP/1\\.1 ", -1)).hasSize(2);
    }

    @Test
    void refusesATransferCodingOfAnOldClient() throws IOException {
        assertThat(answers("POST /socket.io/ HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED))
                .containsOnlyOnce("HTTP/1.1 ")
                .startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FFFFFFFFFFFFFFFFF", "7FFFFFFFFFFFFFFF", "-1", "xyz", "", "1;", "5\r\n4", "0x2"})
    void endsAConnectionWithAnImpossibleChunk(String size) throws IOException {
        assertThat(answers("POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\nxyz\r\n" + SMUGGLED))
                .doesNotContain("200 OK");
    }

    @Test
    void refusesAChunkThatNeverEnds() throws IOException {
        assertThat(answers("POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n7FFFFFFF\r\n" + "x".repeat(100_001)))
                .contains("413 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EIO=4&transport=polling&sid=00000000-0000-0000-0000-000000000000&sid=x",
                "EIO=4&EIO=4&transport=polling",
                "EIO=4&transport=polling&transport=websocket"
            })
    void refusesAParameterThatIsGivenTwice(String query) throws Exception {
        var answer =
                PollingClient.send(PollingClient.request("http://127.0.0.1:" + server.port() + "/socket.io/?" + query));
        assertThat(answer.body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//socket.io/?EIO=4",
                "/socket.io/../socket.io/?EIO=4",
                "/socket.io/%2e%2e/etc/passwd",
                "/socket.io/..%2f..%2fapplication.yml",
                "*",
                "http://",
                "?",
                "/%",
                "/socket.io/?%ff%=%",
                "/socket.io/?EIO=4&transport=polling&a=" + "%C0%80"
            })
    void answersAnyTargetAndServesNoOther(String target) throws IOException {
        assertThat(answers(get(target)))
                .matches("(?s)HTTP/1.1 (400|404|200 OK\r\n.*\r\n0\\{\"sid\") ?.*")
                .doesNotContain("root:", "syncscript:");
    }

    @Test
    void takesATargetInAbsoluteForm() throws IOException {
        assertThat(answers(get("http://localhost/socket.io/?EIO=4&transport=polling")))
                .contains("0{\"sid\":");
    }

    @Test
    void aSessionIdIsOfNoUseToAnotherClient() throws Exception {
        String query = "/socket.io/?EIO=4&transport=polling";
        String base = "http://127.0.0.1:" + server.port() + query;
        String opened = PollingClient.send(PollingClient.request(base).header("Cookie", "SESSION=one"))
                .body();
        String own = base + "&sid=" + opened.replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
        for (String cookie : new String[] {"SESSION=two", "SESSION=", "other=one"}) {
            assertUnknown(PollingClient.request(own).header("Cookie", cookie));
            assertUnknown(PollingClient.request(own)
                    .header("Cookie", cookie)
                    .POST(BodyPublishers.ofString("40{\"token\":\"thief\"}")));
        }
        assertUnknown(PollingClient.request(own));
        try (RawClient thief = new RawClient(server.port())) {
            assertThat(thief.upgrade(own.substring(own.indexOf("EIO")).replace("polling", "websocket"), ""))
                    .startsWith("HTTP/1.1 400 ");
        }
        var posted = PollingClient.send(
                PollingClient.request(own).header("Cookie", "a=b; SESSION=one").POST(BodyPublishers.ofString("1")));
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(application.connected).doesNotContainKey("thief");
    }

    private static void assertUnknown(java.net.http.HttpRequest.Builder request) throws Exception {
        assertThat(PollingClient.send(request).body()).isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    /** All that comes back until the server ends the connection. */
    private String answers(String requests) throws IOException {
        try (RawClient attacker = new RawClient(server.port())) {
            attacker.write(requests);
            return attacker.everything();
        }
    }
}
