package io.syncscript.gateway.socketio;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CleanRun.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrainedIT {
    private static final EncodedEvent EVENT = EncodedEvent.of("event", "\"" + "x".repeat(100_000) + "\"");

    private final TestApplication application = new TestApplication();
    private final SocketIoServer server =
            new SocketIoServer(TestServers.properties(), TestServers.QUOTAS, application, application);

    @BeforeAll
    void start() {
        server.start();
    }

    @AfterAll
    void stop() {
        server.stop();
    }

    @Test
    void aWebsocketIsDrainedWhenItsClientHasReadOn() throws Exception {
        try (RawClient client = RawClient.connect(server.port(), "slow")) {
            ClientSocket socket = application.socket("slow");
            int emitted = fill(socket);
            CompletableFuture<Void> drained = drained(socket);
            assertThat(drained).isNotDone();

            for (int i = 0; i < emitted; i++) {
                assertThat(client.text()).hasSizeGreaterThan(100_000);
            }

            drained.get(5, SECONDS);
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void aWebsocketThatClosesIsDrained() throws Exception {
        RawClient client = RawClient.connect(server.port(), "closing");
        ClientSocket socket = application.socket("closing");
        fill(socket);
        CompletableFuture<Void> drained = drained(socket);
        assertThat(drained).isNotDone();

        client.close();

        drained.get(5, SECONDS);
        await().until(() -> !socket.isConnected());
        drained(socket).get(5, SECONDS);
    }

    @Test
    void aPollingClientIsDrainedByItsNextPoll() throws Exception {
        PollingClient client = PollingClient.connect(server.port(), "polling");
        ClientSocket socket = application.socket("polling");
        drained(socket).get(5, SECONDS);
        socket.emit(EVENT);
        CompletableFuture<Void> drained = drained(socket);
        await().during(Duration.ofMillis(100)).until(() -> !drained.isDone());

        assertThat(client.poll().body()).hasSizeGreaterThan(100_000);

        drained.get(5, SECONDS);
        socket.disconnect(DisconnectReason.SERVER_DRAINING);
    }

    @Test
    void aPollingClientThatIsSentAwayIsDrained() throws Exception {
        PollingClient.connect(server.port(), "sent away");
        ClientSocket socket = application.socket("sent away");
        socket.emit(EVENT);
        CompletableFuture<Void> drained = drained(socket);

        socket.disconnect(DisconnectReason.SERVER_DRAINING);

        drained.get(5, SECONDS);
    }

    /** Emits until the network takes no more; returns how many events. */
    private static int fill(ClientSocket socket) throws Exception {
        for (int emitted = 1; emitted < 1_000; emitted++) {
            socket.emit(EVENT);
            try {
                drained(socket).get(200, MILLISECONDS);
            } catch (TimeoutException e) {
                return emitted;
            }
        }
        throw new AssertionError("the network takes all");
    }

    private static CompletableFuture<Void> drained(ClientSocket socket) {
        return socket.drained().toCompletableFuture();
    }
}
