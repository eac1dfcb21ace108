package io.syncscript.doctor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.syncscript.model.redis.RedisCredentials;
import io.syncscript.model.redis.RedisNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes; a real Redis is asked by the acceptance tests. */
class RedisConnectionTest {
    private final ServerSocket server = listen();
    private final CompletableFuture<String> asked = new CompletableFuture<>();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void readsEveryKindOfReply() throws Exception {
        assertThat(reply("+OK\r\n")).isEqualTo(new Reply.Text("OK"));
        assertThat(reply(":42\r\n")).isEqualTo(new Reply.Count(42));
        assertThat(reply("$-1\r\n")).isEqualTo(new Reply.Nothing());
        assertThat(reply("*2\r\n$4\r\nä\r\n\r\n:1\r\n"))
                .isEqualTo(new Reply.Many(List.of(new Reply.Text("ä\r\n"), new Reply.Count(1))));
    }

    @Test
    void throwsWhatRedisRefuses() {
        assertThatExceptionOfType(RedisException.class)
                .isThrownBy(() -> reply("-NOPERM this user has no permissions\r\n"))
                .withMessage("NOPERM this user has no permissions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+OK", "HTTP/1.1 400 Bad Request\r\n", "\r\n", "$99999999\r\n"})
    void failsWhereItIsNotRedis(String bytes) {
        assertThatIOException().isThrownBy(() -> reply(bytes));
    }

    @Test
    void logsInWithUserAndPassword() throws Exception {
        answer("+OK\r\n");
        RedisConnection.open(node(), new RedisCredentials(Optional.of("some"), Optional.of("p@ss+word")), false)
                .close();
        assertThat(asked.get()).startsWith("*3\r\n$4\r\nAUTH\r\n$4\r\nsome\r\n$9\r\np@ss+word\r\n");
    }

    private Reply reply(String bytes) throws IOException {
        answer(bytes);
        try (RedisConnection redis = RedisConnection.open(node(), RedisCredentials.NONE, false)) {
            return redis.command("PING");
        }
    }

    private RedisNode node() {
        return new RedisNode("127.0.0.1", server.getLocalPort());
    }

    private void answer(String bytes) {
        Thread.startVirtualThread(() -> {
            try (Socket client = server.accept()) {
                byte[] request = new byte[1_024];
                int length = client.getInputStream().read(request);
                asked.complete(new String(request, 0, Math.max(length, 0), StandardCharsets.UTF_8));
                client.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                asked.completeExceptionally(e);
            }
        });
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
