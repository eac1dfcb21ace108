package io.syncscript.gateway.socketio;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clients that read more slowly than events come, or not at all. */
class SlowReaderIT extends RunningServer {
    private static final Logger log = LoggerFactory.getLogger(SlowReaderIT.class);
    private static final String PAYLOAD = "\"" + "x".repeat(50_000) + "\"";
    private static final String LAST_WORD = "42[\"last word\",\"SLOW_READER\"]";
    private static final int SMALL_BUFFER = 4_096;
    private static final int NON_READERS = 30;
    private static final int FLOOD = 400;

    @Test
    void seesWhyWhenItReadsAgainAndNobodyElseWaits() throws Exception {
        try (RawClient reader = connect("slow");
                RawClient other = RawClient.connect(server.port(), "other")) {
            floodUntilClosed("slow");
            other.send("421[\"a\"]");
            assertThat(other.text()).isEqualTo("431[]");

            String last = reader.text();
            while (last.startsWith("42[\"flood\"")) {
                last = reader.text();
            }

            assertThat(last).isEqualTo(LAST_WORD);
            assertThatThrownBy(reader::text).isInstanceOf(EOFException.class);
        }
        assertThat(application.disconnected).containsEntry("slow", DisconnectReason.SLOW_READER);
    }

    /** Broadcasts go past the channel as far as the network takes them; every frame that comes has to be a whole one. */
    @Test
    void ofARoomSeesWhyAndTheOthersGetEverything() throws Exception {
        try (RawClient reader = connect("slow member");
                RawClient other = RawClient.connect(server.port(), "other member")) {
            SocketRoom room = server.newRoom("room");
            ClientSocket slow = application.socket("slow member");
            room.add(slow);
            room.add(application.socket("other member"));

            int sent = 0;
            while (slow.isConnected()) {
                room.broadcast(EncodedEvent.of("flood", PAYLOAD));
                assertThat(other.text()).isEqualTo("42[\"flood\"," + PAYLOAD + "]");
                sent++;
            }

            assertThat(sent).isLessThan(FLOOD);
            String last = reader.text();
            while (last.equals("42[\"flood\"," + PAYLOAD + "]")) {
                last = reader.text();
            }
            assertThat(last).isEqualTo(LAST_WORD);
            assertThatThrownBy(reader::text).isInstanceOf(EOFException.class);
        }
        assertThat(application.disconnected).containsEntry("slow member", DisconnectReason.SLOW_READER);
    }

    @Test
    void seesWhyWithItsNextPoll() throws Exception {
        PollingClient client = PollingClient.connect(server.port(), "not polling");

        floodUntilClosed("not polling");

        assertThat(client.poll().body()).isEqualTo(LAST_WORD);
        assertThat(client.poll().body()).isEqualTo("1");
        assertThat(client.poll().statusCode()).isEqualTo(400);
    }

    @Test
    void isGoneWhenItDoesNotPollAnyMore() throws Exception {
        PollingClient client = PollingClient.connect(server.port(), "gone polling");

        floodUntilClosed("gone polling");

        await().atMost(10, SECONDS).until(() -> client.post("3").body().equals(EngineError.UNKNOWN_SID.json()));
    }

    @Test
    void costsNoMoreThanTheLimitAndIsCutOffThoughItNeverReads() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < NON_READERS; i++) {
            clients.add(connect("mute " + i));
        }
        long before = directMemory();
        long most = 0;

        for (int event = 0; event < FLOOD; event++) {
            for (int i = 0; i < NON_READERS; i++) {
                application.socket("mute " + i).emit(EncodedEvent.of("flood", PAYLOAD));
            }
            most = Math.max(most, directMemory() - before);
        }
        for (int i = 0; i < NON_READERS; i++) {
            ClientSocket socket = application.socket("mute " + i);
            await().until(() -> !socket.isConnected());
        }

        long limit = TestServers.LIMITS.outbound().toBytes();
        log.info(
                "{} clients that do not read cost {} KB of direct memory each", NON_READERS, most / NON_READERS / 1024);
        assertThat(most / NON_READERS).isLessThan(2 * limit);
        for (RawClient client : clients) {
            await().atMost(10, SECONDS).until(() -> !client.canWrite());
            client.close();
        }
    }

    @Test
    void isCutOffForABreachThoughItDoesNotReadTheAnswer() throws Exception {
        try (RawClient mute = connect("breach")) {
            ClientSocket socket = application.socket("breach");
            await().pollInterval(10, MILLISECONDS).until(() -> {
                socket.emit(EncodedEvent.of("flood", PAYLOAD));
                return !socket.drained().toCompletableFuture().isDone() || !socket.isConnected();
            });
            mute.send("no packet");
            await().until(() -> !socket.isConnected());
            await().atMost(10, SECONDS).until(() -> !mute.canWrite());
        }
    }

    private RawClient connect(String token) throws IOException {
        RawClient client = new RawClient(server.port(), SMALL_BUFFER);
        client.upgrade("EIO=4&transport=websocket", "");
        client.text();
        client.send("40{\"token\":\"" + token + "\"}");
        client.text();
        return client;
    }

    private void floodUntilClosed(String token) {
        ClientSocket socket = application.socket(token);
        await().atMost(10, SECONDS).until(() -> {
            socket.emit(EncodedEvent.of("flood", PAYLOAD));
            return !socket.isConnected();
        });
    }

    private static long directMemory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }
}
