package io.syncscript.gateway.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each attack costs the attacker its connection, and an untouched client nothing. */
@ExtendWith(CleanRun.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackIT {
    private static final int MAX_PAYLOAD = (int) TestServers.LIMITS.maxPayload().toBytes();

    private final TestApplication application = new TestApplication();
    private final SocketIoServer server =
            new SocketIoServer(TestServers.properties(), TestServers.QUOTAS, application, application);
    private RawClient bystander;
    private int round;

    @BeforeAll
    void start() {
        server.start();
    }

    @BeforeEach
    void connectBystander() throws IOException {
        bystander = RawClient.connect(server.port(), "bystander " + ++round);
    }

    @AfterEach
    void bystanderIsUnharmed() throws IOException {
        bystander.send("421[\"still\",\"here\"]");
        assertThat(bystander.text()).isEqualTo("431[\"here\"]");
        await().atMost(5, SECONDS)
                .untilAsserted(() -> assertThat(server.connectionCount()).isOne());
        bystander.close();
        await().atMost(5, SECONDS)
                .untilAsserted(() -> assertThat(server.connectionCount()).isZero());
    }

    @AfterAll
    void stop() {
        server.stop();
    }

    static Stream<String> malformedMessages() {
        return Stream.of(
                "",
                "9",
                "abc",
                "0{}",
                "2",
                "2probe",
                "5",
                "4",
                "4abc",
                "44{\"message\":\"no\"}",
                "42",
                "42{}",
                "42[]",
                "42[\"connect\"]",
                "42[\"a\"",
                "42[\"a\"]\u001e42[\"b\"]",
                "4212345678901234567890[\"a\"]",
                "42" + "1".repeat(90_000) + "[\"a\"]",
                "42[\"a\"," + "[".repeat(40_000),
                "42[\"a\"," + "{\"b\":".repeat(15_000),
                "42[\"a\"" + ",[]".repeat(30_000) + "]",
                "42/nowhere,[\"a\"]",
                "43[]",
                "4511-[\"a\"]",
                "45999999999-[\"a\"]",
                "45-[\"a\"]",
                "451-[\"a\",{\"_placeholder\":true,\"num\":7}]",
                "40{\"token\":\"again\"}",
                "41/nowhere");
    }

    @ParameterizedTest
    @MethodSource("malformedMessages")
    void aMalformedMessageEndsAWebsocket(String message) throws IOException {
        try (RawClient attacker = RawClient.connect(server.port(), "malformed " + ++round)) {
            attacker.send(message);
            assertThat(attacker.isClosed()).isTrue();
        }
        await().until(() -> application.disconnected.get("malformed " + round) == DisconnectReason.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @MethodSource("malformedMessages")
    void aMalformedMessageEndsAPollingConnection(String message) throws Exception {
        String body = message.contains("\u001e") ? message + "\u001ex" : message;
        PollingClient attacker = PollingClient.connect(server.port(), "posted " + ++round);
        assertThat(attacker.post(body).statusCode()).isIn(200, 400);
        assertThat(attacker.poll().statusCode()).isEqualTo(400);
        await().until(() -> application.disconnected.get("posted " + round) == DisconnectReason.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {RawClient.FINAL | 0x3, RawClient.FINAL | 0x40 | RawClient.TEXT, RawClient.FINAL, RawClient.PING})
    void aMalformedFrameEndsAWebsocket(int head) throws IOException {
        try (RawClient attacker = RawClient.connect(server.port(), "frame " + ++round)) {
            attacker.frame(head, "42[\"a\"]".getBytes(UTF_8));
            assertThat(attacker.isClosed()).isTrue();
        }
    }

    @Test
    void anUnmaskedFrameEndsAWebsocket() throws IOException {
        try (RawClient attacker = RawClient.connect(server.port(), "unmasked")) {
            attacker.write(new byte[] {(byte) 0x81, 1, '3'});
            assertThat(attacker.isClosed()).isTrue();
        }
    }

    @Test
    void textThatIsNoUtf8EndsAWebsocket() throws IOException {
        try (RawClient attacker = RawClient.connect(server.port(), "no utf-8")) {
            attacker.frame(RawClient.FINAL | RawClient.TEXT, new byte[] {'4', '2', '[', '"', (byte) 0xC3, '"', ']'});
            assertThat(attacker.isClosed()).isTrue();
        }
    }

    @Test
    void anOversizedFrameIsNotEvenRead() throws IOException {
        try (RawClient attacker = RawClient.connect(server.port(), "oversized")) {
            attacker.write(new byte[] {(byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 0x7F, 0, 0, 0, 0, 0, 0, 0});
            assertThat(attacker.isClosed()).isTrue();
        }
    }

    @Test
    void fragmentsTogetherKeepToTheLimit() throws IOException {
        try (RawClient attacker = RawClient.connect(server.port(), "fragments")) {
            attacker.frame(RawClient.TEXT, "42[\"".getBytes(UTF_8));
            for (int i = 0; i < 3; i++) {
                attacker.frame(0, new byte[MAX_PAYLOAD / 2]);
            }
            assertThat(attacker.isClosed()).isTrue();
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|pipe|abort).*");
        }
    }

    @Test
    void aDeflateBombIsNeverInflated() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(bomb, new Deflater(9, true))) {
            deflate.write(new byte[50_000_000]);
        }
        try (RawClient attacker = new RawClient(server.port())) {
            String answer =
                    attacker.upgrade("EIO=4&transport=websocket", "Sec-WebSocket-Extensions: permessage-deflate\r\n");
            assertThat(answer).doesNotContainIgnoringCase("permessage-deflate");
            attacker.text();
            attacker.frame(RawClient.FINAL | 0x40 | RawClient.TEXT, bomb.toByteArray());
            assertThat(attacker.isClosed()).isTrue();
        }
    }

    @Test
    void attachmentsNobodyAnnouncedEndAConnection() throws IOException {
        try (RawClient attacker = RawClient.connect(server.port(), "unannounced")) {
            attacker.send(new byte[] {1});
            assertThat(attacker.isClosed()).isTrue();
        }
    }

    @Test
    void attachmentsThatDoNotComeHoldNothingUp() throws IOException {
        try (RawClient attacker = RawClient.connect(server.port(), "announced")) {
            attacker.send("452-[\"a\",{\"_placeholder\":true,\"num\":0}]");
            attacker.send(new byte[] {1});
            attacker.send("42[\"a\"]");
            assertThat(attacker.isClosed()).isTrue();
        }
    }

    @Test
    void attachmentsThatNeverComeEndAConnectionInTime() throws IOException {
        try (RawClient attacker = RawClient.connect(server.port(), "never")) {
            attacker.send("452-[\"a\",{\"_placeholder\":true,\"num\":0}]");
            attacker.send(new byte[] {1});
            assertThat(attacker.isClosed()).isTrue();
        }
        await().until(() -> application.disconnected.get("never") == DisconnectReason.PROTOCOL_ERROR);
    }

    @Test
    void attachmentsTogetherKeepToTheLimit() throws IOException {
        try (RawClient attacker = RawClient.connect(server.port(), "attachments")) {
            attacker.send("453-[\"a\"]");
            attacker.send(new byte[MAX_PAYLOAD - 100]);
            attacker.send(new byte[1_000]);
            assertThat(attacker.isClosed()).isTrue();
        }
    }

    @Test
    void acknowledgementsNobodyAskedForAreIgnored() throws IOException {
        try (RawClient attacker = RawClient.connect(server.port(), "acks")) {
            attacker.send("439007199254740991[1]");
            attacker.send("421[\"a\"]");
            assertThat(attacker.text()).isEqualTo("431[]");
        }
    }

    @Test
    void aProbeFloodCostsTheProbingWebsocketOnly() throws Exception {
        PollingClient client = PollingClient.connect(server.port(), "probing");
        try (RawClient attacker = new RawClient(server.port())) {
            attacker.upgrade("EIO=4&transport=websocket&sid=" + client.sid(), "");
            for (int i = 0; i < 100; i++) {
                attacker.send("2probe");
            }
            assertThat(attacker.isClosed()).isTrue();
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|pipe|abort).*");
        }
        client.post("421[\"a\"]");
        assertThat(client.poll().body()).isEqualTo("431[]");
        client.post("1");
    }

    @Test
    void aHalfOpenUpgradeEndsInTime() throws Exception {
        PollingClient client = PollingClient.connect(server.port(), "half open");
        try (RawClient attacker = new RawClient(server.port())) {
            attacker.upgrade("EIO=4&transport=websocket&sid=" + client.sid(), "");
            assertThat(attacker.isClosed()).isTrue();
        }
        client.post("421[\"a\"]");
        assertThat(client.poll().body()).isEqualTo("431[]");
        client.post("1");
    }

    @Test
    void anOversizedPostIsRefused() throws Exception {
        try (RawClient attacker = new RawClient(server.port())) {
            attacker.write("POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Length: " + (MAX_PAYLOAD + 1) + "\r\n\r\n");
            assertThat(attacker.head()).startsWith("HTTP/1.1 413 ");
            assertThat(attacker.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /socket.io/?EIO=4&tran",
                "POST /socket.io/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n42",
                "GARBAGE\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "\u0000\u0001\u0002\u0003\r\n\r\n"
            })
    void aSlowOrSenselessRequestIsCutOff(String request) throws IOException {
        try (RawClient attacker = new RawClient(server.port())) {
            attacker.write(request);
            assertThat(attacker.isClosed()).isTrue();
        }
    }

    @Test
    void anEndlessHeaderIsCutOff() throws IOException {
        try (RawClient attacker = new RawClient(server.port())) {
            attacker.write("GET /socket.io/ HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
            assertThat(attacker.head()).startsWith("HTTP/1.1 400 ");
            assertThat(attacker.isClosed()).isTrue();
        }
    }

    @Test
    void requestsBehindAnUnansweredOneAreCutOff() throws Exception {
        PollingClient client = PollingClient.connect(server.port(), "pipelined");
        String poll =
                "GET /socket.io/?EIO=4&transport=polling&sid=" + client.sid() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (RawClient attacker = new RawClient(server.port())) {
            attacker.write(poll + poll);
            assertThat(attacker.isClosed()).isTrue();
        }
        await().until(() -> application.disconnected.get("pipelined") == DisconnectReason.TRANSPORT_CLOSED);
    }

    @Test
    void randomFramesEndConnectionsAndNothingElse() throws IOException {
        Random random = new Random(20_260_215);
        for (int i = 0; i < 100; i++) {
            try (RawClient attacker = RawClient.connect(server.port(), "fuzz " + i)) {
                for (int frames = random.nextInt(20); frames > 0; frames--) {
                    byte[] payload = new byte[random.nextInt(200)];
                    random.nextBytes(payload);
                    attacker.frame(random.nextInt(256), payload);
                }
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("(?i).*(reset|pipe|abort).*");
            }
        }
    }
}
