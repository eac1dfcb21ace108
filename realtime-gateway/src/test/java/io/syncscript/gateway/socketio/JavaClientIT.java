package io.syncscript.gateway.socketio;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java client, over each of its transports. */
class JavaClientIT extends RunningServer {
    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void speaksWithTheServer(String transports) throws Exception {
        Socket client = client(transports, "talks over " + transports);
        try {
            client.on("n", args -> received.add(args[0]));
            client.connect();
            ClientSocket socket = application.socket("talks over " + transports);
            await().until(client::connected);
            assertThat(client.id()).isEqualTo(socket.id());
            IntStream.range(0, 300).forEach(i -> socket.emit(EncodedEvent.of("n", String.valueOf(i))));
            for (int i = 0; i < 300; i++) {
                assertThat(received.poll(5, SECONDS)).isEqualTo(i);
            }
            client.emit("question", new Object[] {"a", new byte[] {1, 2, 3}}, answered());
            assertThat(received.poll(5, SECONDS)).isEqualTo("a");
            assertThat((byte[]) received.poll(5, SECONDS)).containsExactly(1, 2, 3);
        } finally {
            client.close();
        }
    }

    @Test
    void hearsWhyItIsRefused() throws Exception {
        Socket client = client("websocket", "");
        client.on(Socket.EVENT_CONNECT_ERROR, args -> received.add(args[0]));
        client.connect();
        JSONObject error = (JSONObject) received.poll(5, SECONDS);
        assertThat(error).isNotNull();
        assertThat(error.getString("message")).isEqualTo("UNAUTHORIZED");
        assertThat(error.getJSONObject("data").getString("code")).isEqualTo("UNAUTHORIZED");
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void comesBackFromADrain(String transport) throws Exception {
        Socket client = client(transport, "drained over " + transport);
        try {
            client.on(Socket.EVENT_DISCONNECT, args -> received.add(args[0]));
            client.connect();
            ClientSocket first = application.socket("drained over " + transport);
            await().until(client::connected);
            first.disconnect(DisconnectReason.SERVER_DRAINING);
            assertThat(received.poll(5, SECONDS)).isIn("transport close", "transport error");
            await().atMost(5, SECONDS)
                    .until(() -> client.connected() && !client.id().equals(first.id()));
        } finally {
            client.close();
        }
    }

    @Test
    void staysAwayWhenTheServerEndsIt() throws Exception {
        Socket client = client("websocket", "ended for good");
        client.on(Socket.EVENT_DISCONNECT, args -> received.add(args[0]));
        client.connect();
        ClientSocket socket = application.socket("ended for good");
        await().until(client::connected);
        socket.disconnect(DisconnectReason.SERVER_ENDED);
        assertThat(received.poll(5, SECONDS)).isEqualTo("io server disconnect");
        await().during(1, SECONDS).until(() -> !client.connected());
        client.close();
    }

    private Ack answered() {
        return args -> received.addAll(List.of(args));
    }

    private Socket client(String transports, String token) {
        received.clear();
        IO.Options options = IO.Options.builder()
                .setTransports(transports.split(",", -1))
                .setAuth(Map.of("token", token))
                .setReconnectionDelay(50)
                .setForceNew(true)
                .build();
        return IO.socket(URI.create("http://127.0.0.1:" + server.port()), options);
    }
}
