package io.syncscript.local.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A piece of network between clients and a server: passes bytes on, and can break. All methods may be called at any time by any
 * thread; the fault that was called last counts.
 */
public final class TcpLink implements AutoCloseable {
    private static final int BACKLOG = 1_024;

    private final ServerSocket entrance;
    private final Function<LinkedConnection, Traffic> protocol;
    private final Set<LinkedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Valve valve = new Valve();
    private volatile URI server;
    private volatile boolean cut;

    private TcpLink(ServerSocket entrance, URI server, Function<LinkedConnection, Traffic> protocol) {
        this.entrance = entrance;
        this.server = server;
        this.protocol = protocol;
    }

    /** @param server its host and port count */
    public static TcpLink to(URI server) {
        return to(server, PlainTraffic::new);
    }

    static TcpLink to(URI server, Function<LinkedConnection, Traffic> protocol) {
        try {
            TcpLink link =
                    new TcpLink(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), server, protocol);
            Thread.startVirtualThread(link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect to: the server's URI, with this link's address in place of the server's. */
    public URI uri() {
        URI target = server;
        return URI.create(target.toString().replace(target.getRawAuthority(), "127.0.0.1:" + port()));
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Breaks all connections, and each new one as soon as it is made, until {@link #mend()}. */
    public void cut() {
        cut = true;
        connections.forEach(TcpLink::closeQuietly);
        valve.open();
    }

    /**
     * Lets no byte through in either direction until {@link #mend()}, and loses none: connections stay open, new ones can be
     * made, and neither side learns that the other one closed.
     */
    public void freeze() {
        valve.shut();
        cut = false;
    }

    /** Ends every fault. What was held up flows on; what was cut can connect again. */
    public void mend() {
        cut = false;
        connections.forEach(LinkedConnection::mend);
        valve.open();
    }

    /** Like {@link #mend()}, but what connects from now on reaches another server. */
    public void mendTo(URI otherServer) {
        server = otherServer;
        mend();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Thread.startVirtualThread(() -> pass(client));
            } catch (IOException e) {
                return; // Closed: the link is gone.
            }
        }
    }

    private void pass(Socket client) {
        LinkedConnection connection = new LinkedConnection(client, valve);
        connections.add(connection);
        try (connection) {
            if (cut) {
                return;
            }
            connection.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            Traffic traffic = protocol.apply(connection);
            Thread down = Thread.startVirtualThread(() -> run(connection, traffic::down));
            run(connection, traffic::up);
            down.join();
        } catch (IOException e) {
            // The server is away; the client sees it by the close.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private interface Direction {
        void run() throws IOException;
    }

    /** Passes on until either side ends, and then ends both, unless the link is frozen and nobody may know. */
    private static void run(LinkedConnection connection, Direction direction) {
        try (connection) {
            runToItsEnd(direction);
            connection.awaitFlow();
        } catch (IOException e) {
            // Interrupted, or closed already.
        }
    }

    private static void runToItsEnd(Direction direction) {
        try {
            direction.run();
        } catch (IOException e) {
            // The link was cut or a side went away.
        }
    }

    private static void closeQuietly(LinkedConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks all connections for good. */
    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }
}
