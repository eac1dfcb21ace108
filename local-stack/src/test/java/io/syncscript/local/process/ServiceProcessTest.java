package io.syncscript.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
    @TempDir
    private Path directory;

    private final AtomicInteger readiness = new AtomicInteger(503);
    private HttpServer probes;

    @BeforeEach
    void startProbes() throws IOException {
        probes = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        probes.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(readiness.get(), -1);
            exchange.close();
        });
        probes.start();
    }

    @AfterEach
    void stopProbes() {
        probes.stop(0);
    }

    @Test
    void isReadyWhenItsProbeSaysSo() {
        try (ServiceProcess service = start("exec sleep 100")) {
            assertThat(service.isReady()).isFalse();

            readiness.set(200);

            service.awaitReady(Duration.ofSeconds(5));
            assertThat(service.isReady()).isTrue();
        }
    }

    @Test
    void showsTheEndOfItsLogWhenItEndsBeforeItIsReady() {
        try (ServiceProcess service = start("for i in 1 2 3; do echo \"line $i\"; done; exit 3")) {
            assertThatExceptionOfType(StackFailure.class)
                    .isThrownBy(() -> service.awaitReady(Duration.ofSeconds(20)))
                    .withMessageStartingWith("the service ended with status 3 before it was ready. The end of ")
                    .withMessageEndingWith("    line 1\n    line 2\n    line 3");
        }
    }

    @Test
    void givesUpOnOneThatDoesNotGetReady() {
        try (ServiceProcess service = start("exec sleep 100")) {
            assertThatExceptionOfType(StackFailure.class)
                    .isThrownBy(() -> service.awaitReady(Duration.ofSeconds(1)))
                    .withMessageStartingWith("the service was not ready after 1 s.")
                    .withMessageEndingWith("(the log is empty)");
        }
    }

    @Test
    void comesBackAfterItWasKilled() {
        readiness.set(200);
        try (ServiceProcess service = start("exec sleep 100")) {
            long first = service.pid();
            service.kill();
            assertThat(service.isAlive()).isFalse();

            service.restart();

            assertThat(service.isAlive()).isTrue();
            assertThat(service.pid()).isNotEqualTo(first);
        }
    }

    private ServiceProcess start(String script) {
        URI management = URI.create("http://127.0.0.1:" + probes.getAddress().getPort());
        return ServiceProcess.start(new ServiceProcess.Spec(
                "the service",
                management,
                management,
                List.of("/bin/sh", "-c", script),
                Map.of(),
                directory,
                directory.resolve("service.log")));
    }
}
