package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionIT extends RunningServer {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "40                      | UNAUTHORIZED",
                "40{}                    | UNAUTHORIZED",
                "40{\"token\":\"silent\"}   | AUTHENTICATION_FAILED",
                "40{\"token\":\"failing\"}  | AUTHENTICATION_FAILED",
                "40{\"token\":\"throwing\"} | AUTHENTICATION_FAILED"
            })
    void refusesAtTheConnectAndClosesSoonAfter(String connect, String code) throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            client.send(connect);
            assertThat(client.text())
                    .isEqualTo("44{\"message\":\"" + code + "\",\"data\":{\"code\":\"" + code + "\"}}");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void tellsTheAuthenticatorWhoAsks() throws Exception {
        application.handshakes.clear();
        try (RawClient client = new RawClient(server.port())) {
            client.upgrade("EIO=4&transport=websocket", "Cookie: SESSION=one; a=b\r\nCookie: SESSION=two\r\n");
            client.text();
            client.send("40{\"token\":\"who\"}");
            assertThat(client.text()).startsWith("40{\"sid\":");
        }
        assertThat(application.handshakes).singleElement().satisfies(handshake -> {
            assertThat(handshake.namespace()).isEqualTo("/");
            assertThat(handshake.cookie("SESSION")).contains("one");
            assertThat(handshake.cookie("a")).contains("b");
            assertThat(handshake.remoteAddress().getAddress().isLoopbackAddress())
                    .isTrue();
        });
    }

    @Test
    void letsARefusedClientTryAgain() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            client.send("40");
            assertThat(client.text()).startsWith("44");
            client.send("40{\"token\":\"second try\"}");
            assertThat(client.text()).startsWith("40");
            client.send("421[\"still here\"]");
            assertThat(client.text()).isEqualTo("431[]");
        }
    }

    @Test
    void closesWhoAsksInVainAgainAndAgain() throws Exception {
        int asked = application.handshakes.size();
        try (RawClient client = RawClient.open(server.port())) {
            for (int i = 0; i < 100; i++) {
                client.send("40");
                assertThat(client.text()).startsWith("44");
            }
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(SocketTimeoutException.class);
        }
        assertThat(application.handshakes.size() - asked).isLessThanOrEqualTo(5);
    }

    @Test
    void refusesAnUnknownNamespaceAndNoMore() throws Exception {
        try (RawClient client = RawClient.connect(server.port(), "unknown namespace")) {
            client.send("40/unknown,{\"token\":\"unknown namespace\"}");
            assertThat(client.text()).isEqualTo("44/unknown,{\"message\":\"Invalid namespace\"}");
            client.send("421[\"still here\"]");
            assertThat(client.text()).isEqualTo("431[]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42[\"before\"]",
                "41",
                "430[]",
                "451-[\"before\",{\"_placeholder\":true,\"num\":0}]",
                "40{\"token\":\"silent\"}|40{\"token\":\"silent\"}",
                "40{\"token\":\"silent\"}|42[\"before\"]",
                "40[]",
                "40/custom|42[\"elsewhere\"]"
            })
    void closesWhoDoesNotWaitForTheConnect(String packets) throws Exception {
        int known = application.events.size();
        try (RawClient client = RawClient.open(server.port())) {
            for (String packet : packets.split("\\|", -1)) {
                client.send(packet);
            }
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(application.events).hasSize(known);
    }

    @Test
    void closesWhoConnectsTwice() throws Exception {
        try (RawClient client = RawClient.connect(server.port(), "twice")) {
            client.send("40{\"token\":\"twice\"}");
            assertThat(client.isClosed()).isTrue();
        }
        await().until(() -> application.disconnected.get("twice") == DisconnectReason.PROTOCOL_ERROR);
    }

    @Test
    void closesWhoNeverConnects() throws Exception {
        try (RawClient silent = RawClient.open(server.port())) {
            assertThat(server.connectionCount()).isOne();
            assertThat(silent.isClosed()).isTrue();
        }
        PollingClient polling = PollingClient.open(server.port());
        assertThat(polling.poll().body()).isEqualTo("1");
        assertThat(polling.poll().statusCode()).isEqualTo(400);
    }

    @Test
    void closesWhoLeavesAndDoesNotComeBack() throws Exception {
        try (RawClient client = RawClient.connect(server.port(), "leaving")) {
            client.send("41");
            await().until(() -> application.disconnected.get("leaving") == DisconnectReason.CLIENT_LEFT);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void keepsTheEngineSessionIdFromTheApplicationAndItsUsers() throws Exception {
        PollingClient client = PollingClient.open(server.port());
        client.post("40{\"token\":\"public id\"}");
        String connected = client.poll().body();
        assertThat(connected).contains(application.socket("public id").id());
        assertThat(connected).doesNotContain(client.sid());
        String stolen = application.socket("public id").id();
        assertThat(get("EIO=4&transport=polling&sid=" + stolen).statusCode()).isEqualTo(400);
        client.post("1");
    }

    @Test
    void choosesTheSessionIdItself() throws Exception {
        String wanted = "11111111-1111-4111-8111-111111111111";
        HttpResponse<String> opened = PollingClient.send(
                PollingClient.request(uri("EIO=4&transport=polling")).header("Cookie", "io=" + wanted));
        assertThat(opened.body()).startsWith("0{").doesNotContain(wanted);
        assertThat(get("EIO=4&transport=polling&sid=" + wanted).body())
                .isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "transport=polling, 5",
        "EIO=3&transport=polling, 5",
        "EIO=4, 0",
        "EIO=4&transport=jsonp, 0",
        "EIO=4&transport=websocket, 3",
        "EIO=4&transport=polling&sid=x, 1",
        "EIO=4&transport=polling&sid=, 1",
        "EIO=4&transport=polling&sid=00000000-0000-0000-0000-000000000000, 1",
        "EIO=4&transport=polling&sid=%zz, 3"
    })
    void answersABadRequestWithTheProtocolsError(String query, int code) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.write("GET /socket.io/?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 400 ");
            assertThat(client.isClosed()).isTrue();
        }
        if (!query.contains("%")) {
            assertThat(get(query).body()).startsWith("{\"code\":" + code + ",");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "HEAD"})
    void opensAConnectionForGetOnly(String method) throws Exception {
        HttpResponse<String> answer = PollingClient.send(
                PollingClient.request(uri("EIO=4&transport=polling")).method(method, BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(server.connectionCount()).isZero();
    }

    @Test
    void refusesForeignOriginsOnEveryTransport() throws Exception {
        HttpResponse<String> polling = PollingClient.send(
                PollingClient.request(uri("EIO=4&transport=polling")).header("Origin", "http://evil.test"));
        assertThat(polling.statusCode()).isEqualTo(403);
        assertThat(polling.headers().firstValue("access-control-allow-origin")).isEmpty();
        try (RawClient websocket = new RawClient(server.port())) {
            assertThat(websocket.upgrade("EIO=4&transport=websocket", "Origin: http://evil.test\r\n"))
                    .startsWith("HTTP/1.1 403 ");
        }
        assertThat(server.connectionCount()).isZero();
    }

    @Test
    void letsAllowedOriginsReadWithCredentials() throws Exception {
        HttpResponse<String> polling = PollingClient.send(
                PollingClient.request(uri("EIO=4&transport=polling")).header("Origin", TestServers.ORIGIN));
        assertThat(polling.headers().firstValue("access-control-allow-origin")).contains(TestServers.ORIGIN);
        assertThat(polling.headers().firstValue("access-control-allow-credentials"))
                .contains("true");
        assertThat(polling.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void answersAPreflightWithoutAConnection() throws Exception {
        HttpResponse<String> answer = PollingClient.send(PollingClient.request(uri("EIO=4&transport=polling"))
                .header("Origin", TestServers.ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("access-control-allow-methods")).contains("GET, POST");
        assertThat(server.connectionCount()).isZero();
    }

    private HttpResponse<String> get(String query) throws Exception {
        return PollingClient.send(PollingClient.request(uri(query)));
    }

    private String uri(String query) {
        return "http://127.0.0.1:" + server.port() + "/socket.io/?" + query;
    }
}
