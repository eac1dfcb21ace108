package io.syncscript.acceptance.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A piece of network between a client and a server: passes bytes on, and can break. */
public final class NetworkLink implements AutoCloseable {
    private final ServerSocket entrance;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile URI server;
    private volatile boolean broken;

    private NetworkLink(ServerSocket entrance, URI server) {
        this.entrance = entrance;
        this.server = server;
    }

    public static NetworkLink to(URI server) {
        try {
            NetworkLink link = new NetworkLink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
            Thread.startVirtualThread(link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect to. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    /** Breaks all connections and lets no new one through until {@link #mend()}. */
    public void cut() {
        broken = true;
        connections.forEach(NetworkLink::closeQuietly);
    }

    public void mend() {
        broken = false;
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
        try (client;
                Socket upstream = new Socket(server.getHost(), server.getPort())) {
            connections.add(client);
            connections.add(upstream);
            if (broken) {
                return;
            }
            Thread back = Thread.startVirtualThread(() -> copy(upstream, client));
            copy(client, upstream);
            back.join();
        } catch (IOException e) {
            // Either side went away; the other one sees it by the close.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.removeIf(Socket::isClosed);
        }
    }

    /** Copies until either side ends, and then ends both. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // The link was cut or a side went away.
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }
}
