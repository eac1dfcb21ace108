package io.syncscript.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealServers.class)
class DataServersTest {
    @Test
    void letsBothRolesLogIn() throws SQLException {
        String url = RealServers.newDatabase();

        for (String role : new String[] {PostgresServer.API_ROLE, PostgresServer.GATEWAY_ROLE}) {
            try (Connection connection = DriverManager.getConnection(url, role, PostgresServer.PASSWORD)) {
                assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(18);
            }
        }
    }

    @Test
    void answersOverTheRedisProtocol(RedisServer redis) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII))
                    .isEqualTo("+PONG\r\n");
        }
    }
}
