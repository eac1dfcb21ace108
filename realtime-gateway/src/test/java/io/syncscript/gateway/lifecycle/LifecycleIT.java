package io.syncscript.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import java.util.List;
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
        }
        assertThatThrownBy(() -> get(uri)).isInstanceOf(ConnectException.class);
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
