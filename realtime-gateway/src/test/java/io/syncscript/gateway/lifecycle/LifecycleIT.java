package io.syncscript.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayExtension;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.gateway.TestUser;
import io.syncscript.local.data.RealServers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith({GatewayExtension.class, OutputCaptureExtension.class})
class LifecycleIT {
    private final RunningGateway gateway;
    private final GatewayDatabase database;
    private final GatewayRedis redis;

    LifecycleIT(RunningGateway gateway, GatewayDatabase database, GatewayRedis redis) {
        this.gateway = gateway;
        this.database = database;
        this.redis = redis;
    }

    @Test
    void saysThatItIsAliveAndReady() throws Exception {
        await().until(gateway::isReady);
        assertThat(get(gateway.managementUri().resolve("/actuator/health/liveness"))
                        .body())
                .isEqualTo("{\"status\":\"UP\"}");
        assertThat(get(gateway.managementUri().resolve("/actuator/health/readiness"))
                        .body())
                .isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void isConnectedToPostgresBeforeTheFirstClientComes() {
        try (RunningGateway fresh =
                RunningGateway.start(database, RealServers.redis().url())) {
            assertThat(fresh.bean(HikariDataSource.class).getHikariPoolMXBean())
                    .satisfies(pool -> assertThat(pool.getTotalConnections()).isPositive());
        }
    }

    @Test
    void showsNothingElse() throws Exception {
        assertThat(get(gateway.managementUri().resolve("/actuator/env")).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "polling", "websocket"})
    void letsItsSocketsGoAsANetworkFaultWouldSoThatTheyComeBack(String transport) {
        String[] transports = transport.isEmpty() ? new String[0] : new String[] {transport};
        RunningGateway stopping =
                RunningGateway.start(database, RealServers.redis().url());
        TestUser user = database.user("Una User");
        List<TestClient> clients = Stream.generate(() -> redis.login(user))
                .limit(3)
                .map(session -> TestClient.connected(stopping.uri(), session, transports))
                .toList();
        URI uri = stopping.uri();

        stopping.close();

        for (TestClient client : clients) {
            assertThat(client.next("disconnect").stringValue()).isIn("transport close", "transport error");
            assertThat(client.next("server:draining").path("reconnectIn").intValue())
                    .isBetween(0, 10);
        }
        assertThatThrownBy(() -> get(uri)).isInstanceOf(ConnectException.class);
    }

    @Test
    void servesOnUnreadyUntilLoadBalancersHaveNoticedAndThenTakesNobody() throws Exception {
        RunningGateway stopping = RunningGateway.start(
                database, RealServers.redis().url(), "syncscript.drain.delay=2s", "syncscript.drain.duration=2s");
        await().until(stopping::isReady);
        URI handshake = stopping.uri().resolve("/socket.io/?EIO=4&transport=polling");
        String session = redis.login(database.user("Una User"));
        TestClient before = TestClient.connected(stopping.uri(), session, "websocket");
        TestClient delayed;
        try (ExecutorService stop = Executors.newVirtualThreadPerTaskExecutor()) {
            stop.execute(stopping::close);
            await().until(() -> !stopping.isReady());
            delayed = TestClient.connected(stopping.uri(), session, "websocket");
            assertThat(before.payloads("server:draining")).isEmpty();

            before.next("server:draining");
            HttpResponse<String> refused = get(handshake);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(stopping.isReady()).isFalse();
        }
        for (TestClient client : List.of(before, delayed)) {
            assertThat(client.next("disconnect").stringValue()).isIn("transport close", "transport error");
            assertThat(client.next("server:draining").path("reconnectIn").intValue())
                    .isBetween(0, 2_000);
        }
        assertThatThrownBy(() -> get(handshake)).isInstanceOf(ConnectException.class);
    }

    @Test
    void closesEachSocketAtTheMomentThatItNamed() {
        RunningGateway stopping =
                RunningGateway.start(database, RealServers.redis().url(), "syncscript.drain.duration=1200ms");
        TestUser user = database.user("Una User");
        List<TestClient> clients = Stream.generate(() -> redis.login(user))
                .limit(12)
                .map(session -> TestClient.connected(stopping.uri(), session, "websocket"))
                .toList();

        stopping.close();

        List<Integer> named = clients.stream()
                .map(client ->
                        client.next("server:draining").path("reconnectIn").intValue())
                .sorted()
                .toList();
        for (int i = 0; i < named.size(); i++) {
            assertThat(named.get(i)).isBetween(i * 100, (i + 1) * 100);
        }
        assertThat(clients).allSatisfy(client -> {
            TestClient.Received announced = client.first("server:draining");
            Duration stayed =
                    Duration.between(announced.at(), client.first("disconnect").at());
            assertThat(stayed)
                    .isCloseTo(
                            Duration.ofMillis(
                                    announced.payload().path("reconnectIn").longValue()),
                            Duration.ofMillis(400));
        });
    }

    @Test
    void saysInOneLineThatItsPortIsTaken(CapturedOutput output) {
        int taken = gateway.uri().getPort();

        assertThatThrownBy(() ->
                        RunningGateway.start(database, RealServers.redis().url(), "syncscript.socketio.port=" + taken))
                .hasRootCauseInstanceOf(IOException.class);

        assertThat(output).contains("Port " + taken + " for Socket.IO cannot be bound");
        assertThat(output).doesNotContain("BindException");
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
