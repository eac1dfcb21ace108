package io.syncscript.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that a test takes away and brings back. */
class BrokenServersTest {
    @Test
    void postgresComesBackOnItsPortWithItsData(@TempDir Path directory) throws Exception {
        try (PostgresServer postgres = PostgresServer.start(0, directory.resolve("postgresql"))) {
            String url = postgres.database("kept");
            long first = postgres.pid();

            postgres.stop();
            assertThat(postgres.isRunning()).isFalse();
            assertThatThrownBy(() -> connect(url)).isInstanceOf(SQLException.class);
            postgres.restart();

            connect(url);
            assertThat(postgres.isRunning()).isTrue();
            assertThat(postgres.pid()).isNotEqualTo(first);
        }
    }

    @Test
    void redisComesBackEmptyAfterItWasKilled() throws Exception {
        try (RedisServer redis = RedisServer.start(0, null)) {
            assertThat(ask(redis, "SET key value")).isEqualTo("+OK");

            redis.kill();
            assertThat(redis.isRunning()).isFalse();
            redis.restart();

            assertThat(ask(redis, "DBSIZE")).isEqualTo(":0\r");
        }
    }

    @Test
    void aFrozenRedisAcceptsConnectionsAndAnswersWhenItIsThawed() throws Exception {
        try (RedisServer redis = RedisServer.start(0, null)) {
            redis.freeze();
            assertThatThrownBy(() -> ask(redis, "PING")).isInstanceOf(SocketTimeoutException.class);

            redis.thaw();

            assertThat(ask(redis, "DBSIZE")).isEqualTo(":0\r");
        }
    }

    private static void connect(String url) throws SQLException {
        DriverManager.getConnection(url, PostgresServer.API_ROLE, PostgresServer.PASSWORD)
                .close();
    }

    /** The first three characters of the answer. */
    private static String ask(RedisServer redis, String command) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.setSoTimeout(500);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII);
        }
    }
}
