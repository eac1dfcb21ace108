package io.syncscript.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptDataTest {
    @TempDir
    private Path directory;

    @Test
    void postgresKeepsWhatWasWritten() throws SQLException {
        Path data = directory.resolve("postgresql");
        try (PostgresServer postgres = PostgresServer.start(0, data)) {
            execute(postgres.database("kept"), "create table note as select 'written' as text");
        }

        try (PostgresServer postgres = PostgresServer.start(0, data)) {
            assertThat(query(postgres.database("kept"), "select text from note"))
                    .isEqualTo("written");
        }
    }

    @Test
    void postgresWritesToTheDiskWhatIsToBeKept() throws SQLException {
        try (PostgresServer postgres = PostgresServer.start(0, directory.resolve("postgresql"))) {
            assertThat(query(postgres.database("kept"), "show fsync")).isEqualTo("on");
        }
    }

    @Test
    void postgresComesBackAfterItWasKilled() throws SQLException {
        Path data = directory.resolve("postgresql");
        PostgresServer killed = PostgresServer.start(0, data);
        execute(killed.database("kept"), "create table note as select 'written' as text");
        ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
        ProcessHandle.of(killed.pid()).ifPresent(process -> process.onExit().join());
        assertThat(data.resolve("postmaster.pid")).exists();
        killed.close();

        try (PostgresServer postgres = PostgresServer.start(0, data)) {
            assertThat(query(postgres.database("kept"), "select text from note"))
                    .isEqualTo("written");
        }
    }

    @Test
    void postgresTakesOverFromARunThatWasKilled() throws Exception {
        Path data = directory.resolve("postgresql");
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("killed.log").toFile())
                .start();
        assertThat(killed.waitFor()).isEqualTo(KilledRun.STATUS);

        try (PostgresServer postgres = PostgresServer.start(0, data)) {
            assertThat(query(postgres.database("kept"), "select text from note"))
                    .isEqualTo("written");
        }
    }

    @Test
    void postgresStartsAfreshOverAnInterruptedFirstStart() throws IOException, SQLException {
        Path data = directory.resolve("postgresql");
        Files.createDirectories(data.resolve("base"));
        Files.writeString(data.resolve("postgresql.conf"), "");

        try (PostgresServer postgres = PostgresServer.start(0, data)) {
            assertThat(query(postgres.database("kept"), "select 'up'")).isEqualTo("up");
        }
    }

    @Test
    void redisKeepsWhatWasWritten() throws IOException {
        Path data = directory.resolve("redis");
        try (RedisServer redis = RedisServer.start(0, data)) {
            assertThat(tell(redis, "SET note written")).isEqualTo("+OK");
        }

        try (RedisServer redis = RedisServer.start(0, data)) {
            assertThat(tell(redis, "STRLEN note")).isEqualTo(":7");
        }
    }

    @Test
    void redisComesBackOnItsPort() throws IOException {
        try (RedisServer redis = RedisServer.start(0, null)) {
            int port = redis.port();
            redis.stop();
            redis.restart();

            assertThat(redis.port()).isEqualTo(port);
            assertThat(tell(redis, "PING")).isEqualTo("+PONG");
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, PostgresServer.API_ROLE, PostgresServer.PASSWORD);
    }

    /** The first line of the answer to a command. */
    private static String tell(RedisServer redis, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            for (int next = socket.getInputStream().read();
                    next != '\r';
                    next = socket.getInputStream().read()) {
                assertThat(next).isNotNegative();
                line.append((char) next);
            }
            return line.toString();
        }
    }

    /** Writes to a server and halts without stopping it. */
    static final class KilledRun {
        static final int STATUS = 42;

        private KilledRun() {}

        public static void main(String[] arguments) throws SQLException {
            PostgresServer postgres = PostgresServer.start(0, Path.of(arguments[0]));
            execute(postgres.database("kept"), "create table note as select 'written' as text");
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
