package io.syncscript.api.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.api.ApiClient;
import io.syncscript.api.RawHttp;
import io.syncscript.api.RunningApi;
import io.syncscript.local.data.RealServers;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What clients with connections of their own meet while the process stops. */
class ConnectionDrainIT {
    private static final String REQUEST = "GET /api/auth/session HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void servesOnUnreadyThenClosesThePortThenEndsConnectionsThatAreUsed() throws Exception {
        RunningApi api = start("2s", "5s");
        ApiClient management = new ApiClient(api.managementUrl());
        await().until(() -> readiness(management) == 200);
        try (ExecutorService stop = Executors.newVirtualThreadPerTaskExecutor();
                Socket idle = RawHttp.connect(api.url());
                Socket used = RawHttp.connect(api.url())) {
            assertThat(ask(idle)).startsWith("HTTP/1.1 401").doesNotContain("Connection: close");
            stop.execute(api::close);

            await().until(() -> readiness(management) == 503);
            try (Socket late = RawHttp.connect(api.url())) {
                assertThat(ask(late)).startsWith("HTTP/1.1 401").doesNotContain("Connection: close");
            }
            assertThat(ask(used)).startsWith("HTTP/1.1 401").doesNotContain("Connection: close");

            await().atMost(Duration.ofSeconds(5)).until(() -> !accepts(api));
            assertThat(ask(used)).startsWith("HTTP/1.1 401").contains("Connection: close");
            assertThat(used.getInputStream().read()).as("the end").isNegative();
            assertThat(readiness(management)).isEqualTo(503);
            assertThat(ask(idle)).startsWith("HTTP/1.1 401").contains("Connection: close");
        }
    }

    @Test
    void endsAsSoonAsNobodyIsConnected() throws Exception {
        RunningApi api = start("0s", "30s");
        try (Socket gone = RawHttp.connect(api.url())) {
            ask(gone);
        }
        Instant began = Instant.now();
        api.close();
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    private static RunningApi start(String delay, String duration) {
        return RunningApi.start(
                RealServers.newDatabase(),
                RealServers.redis(),
                Map.of("SYNCSCRIPT_API_DRAIN_DELAY", delay, "SYNCSCRIPT_API_DRAIN_DURATION", duration));
    }

    private static int readiness(ApiClient management) {
        return management.get("/actuator/health/readiness").status();
    }

    private static boolean accepts(RunningApi api) {
        try (Socket connected = RawHttp.connect(api.url())) {
            return connected.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Sends a request and reads what the first read gives, which is the head at least. */
    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.ISO_8859_1));
        byte[] answer = new byte[16_384];
        int count = socket.getInputStream().read(answer);
        return count < 0 ? "" : new String(answer, 0, count, StandardCharsets.ISO_8859_1);
    }
}
