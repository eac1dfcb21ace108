package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CleanRun.class)
class RoomIT {
    private final TestApplication application = new TestApplication();
    private final SocketIoServer server =
            new SocketIoServer(TestServers.properties(), TestServers.QUOTAS, application, application);
    private final List<RawClient> clients = new ArrayList<>();
    private final SocketRoom room = server.newRoom("room");

    @BeforeEach
    void start() throws IOException {
        server.start();
        for (int i = 0; i < 8; i++) {
            clients.add(RawClient.connect(server.port(), name(i)));
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        server.stop();
    }

    @Test
    void reachesItsMembersInTheOrderOfTheCalls() throws IOException {
        for (int i = 0; i < clients.size(); i++) {
            assertThat(room.add(socket(i))).isTrue();
            assertThat(room.add(socket(i))).isFalse();
        }
        assertThat(room.size()).isEqualTo(clients.size());
        for (int n = 0; n < 200; n++) {
            room.broadcast(event(n));
            socket(0).emit(EncodedEvent.of("own", String.valueOf(n)));
        }
        for (RawClient client : clients) {
            for (int n = 0; n < 200; n++) {
                assertThat(client.text()).isEqualTo("42[\"n\"," + n + "]");
                if (client == clients.getFirst()) {
                    assertThat(client.text()).isEqualTo("42[\"own\"," + n + "]");
                }
            }
        }
    }

    @Test
    void reachesNobodyWhoWasRemovedBefore() throws IOException {
        clients.forEach(client -> room.add(socket(clients.indexOf(client))));
        for (int n = 0; n < clients.size(); n++) {
            room.broadcast(event(n));
            assertThat(room.remove(socket(n))).isTrue();
            assertThat(room.remove(socket(n))).isFalse();
        }
        assertThat(room.size()).isZero();
        room.broadcast(event(99));
        for (int i = 0; i < clients.size(); i++) {
            socket(i).emit(EncodedEvent.of("end", "null"));
            for (int n = 0; n <= i; n++) {
                assertThat(clients.get(i).text()).isEqualTo("42[\"n\"," + n + "]");
            }
            assertThat(clients.get(i).text()).isEqualTo("42[\"end\",null]");
        }
    }

    @Test
    void reachesThoseWhomTheFilterAccepts() throws IOException {
        clients.forEach(client -> room.add(socket(clients.indexOf(client))));
        room.broadcast(event(1), member -> !member.principal().equals(name(3)));
        room.broadcast(event(2));
        assertThat(clients.get(3).text()).isEqualTo("42[\"n\",2]");
        assertThat(clients.get(4).text()).isEqualTo("42[\"n\",1]");
        assertThat(clients.get(4).text()).isEqualTo("42[\"n\",2]");
    }

    @Test
    void reachesMembersOnPollingToo() throws Exception {
        PollingClient polling = PollingClient.connect(server.port(), "polling");
        room.add(application.socket("polling"));
        room.add(socket(0));
        room.broadcast(event(1));
        assertThat(polling.poll().body()).isEqualTo("42[\"n\",1]");
        assertThat(clients.getFirst().text()).isEqualTo("42[\"n\",1]");
    }

    private ClientSocket socket(int index) {
        return application.socket(name(index));
    }

    private static String name(int index) {
        return "member " + index;
    }

    private static EncodedEvent event(int n) {
        return EncodedEvent.of("n", String.valueOf(n));
    }
}
