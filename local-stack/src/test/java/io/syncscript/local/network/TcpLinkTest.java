package io.syncscript.local.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpLinkTest {
    private static final int SILENCE_MILLIS = 200;

    private final AtomicInteger closedByClient = new AtomicInteger();
    private ServerSocket server;
    private TcpLink link;

    @BeforeEach
    void startEcho() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        link = TcpLink.to(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/path"));
        Thread.startVirtualThread(this::accept);
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        server.close();
    }

    @Test
    void keepsTheSchemeAndThePathOfTheServer() {
        assertThat(link.uri()).isEqualTo(URI.create("http://127.0.0.1:" + link.port() + "/path"));
    }

    @Test
    void passesBytesBothWays() throws IOException {
        try (Socket client = connect()) {
            assertThat(echo(client, 'a')).isEqualTo('a');
        }
        await().untilAsserted(() -> assertThat(closedByClient).hasValue(1));
    }

    @Test
    void isSilentWhileFrozenAndLosesNothing() throws IOException {
        try (Socket client = connect()) {
            echo(client, 'a');
            link.freeze();
            client.getOutputStream().write('b');

            assertSilent(client);
            link.mend();

            assertThat(client.getInputStream().read()).isEqualTo('b');
        }
    }

    @Test
    void acceptsAConnectionWhileFrozenThatWorksOnceMended() throws IOException {
        link.freeze();
        try (Socket client = connect()) {
            client.getOutputStream().write('a');

            assertSilent(client);
            link.mend();

            assertThat(client.getInputStream().read()).isEqualTo('a');
        }
    }

    @Test
    void hidesTheEndOfAClientFromTheServerWhileFrozen() throws IOException {
        Socket client = connect();
        echo(client, 'a');
        link.freeze();
        client.close();
        try (Socket witness = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            echo(witness, 'w');
        }
        await().untilAsserted(() -> assertThat(closedByClient).hasValue(1));

        link.mend();

        await().untilAsserted(() -> assertThat(closedByClient).hasValue(2));
    }

    @Test
    void breaksConnectionsWhenCutAndLetsNewOnesThroughWhenMended() throws IOException {
        try (Socket before = connect()) {
            echo(before, 'a');
            link.cut();
            assertThat(before.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket during = connect()) {
            assertThat(during.getInputStream().read()).isEqualTo(-1);
        }
        link.mend();
        try (Socket after = connect()) {
            assertThat(echo(after, 'b')).isEqualTo('b');
        }
    }

    @Test
    void breaksWhatIsFrozen() throws IOException {
        try (Socket client = connect()) {
            echo(client, 'a');
            link.freeze();
            link.cut();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void leadsToAnotherServer() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            link.mendTo(URI.create("http://127.0.0.1:" + other.getLocalPort()));
            try (Socket client = connect();
                    Socket accepted = other.accept()) {
                client.getOutputStream().write('x');
                assertThat(accepted.getInputStream().read()).isEqualTo('x');
            }
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), link.port());
    }

    private static int echo(Socket client, char letter) throws IOException {
        client.getOutputStream().write(letter);
        return client.getInputStream().read();
    }

    private static void assertSilent(Socket client) throws IOException {
        client.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(0);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.startVirtualThread(() -> echo(client));
            } catch (IOException e) {
                return; // Closed: the test is over.
            }
        }
    }

    private void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // Reset by the link: an end as well.
        } finally {
            closedByClient.incrementAndGet();
        }
    }
}
