package io.syncscript.gateway.socketio;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server for all tests of a class, each of which has to leave nothing behind on it. */
@ExtendWith(CleanRun.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunningServer {
    final TestApplication application = new TestApplication();
    final SocketIoServer server =
            new SocketIoServer(TestServers.properties(), TestServers.QUOTAS, application, application);

    @BeforeAll
    void start() {
        server.start();
    }

    @AfterEach
    void nothingIsLeft() {
        await().atMost(5, SECONDS).untilAsserted(() -> {
            assertThat(server.connectionCount()).isZero();
            assertThat(server.sockets()).isEmpty();
        });
    }

    @AfterAll
    void stop() {
        server.stop();
    }
}
