package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class InternalErrorIT {
    @Test
    void aFailureOfTheApplicationCostsTheSocketThatItFailedOn() throws Exception {
        TestApplication application = new TestApplication();
        try (SocketIoServer server =
                new SocketIoServer(TestServers.properties(), TestServers.QUOTAS, application, application)) {
            server.start();
            try (RawClient client = RawClient.connect(server.port(), "failing on");
                    RawClient other = RawClient.connect(server.port(), "other")) {
                client.send("42[\"boom\"]");
                assertThat(client.isClosed()).isTrue();
                other.send("421[\"a\"]");
                assertThat(other.text()).isEqualTo("431[]");
            }
            await().until(() -> application.disconnected.get("failing on") == DisconnectReason.INTERNAL_ERROR);
        }
    }
}
