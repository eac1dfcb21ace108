package io.syncscript.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A network between this process and a local server that can swallow what goes over it without closing anything. */
public final class TcpRelay implements AutoCloseable {
    private final ServerSocket listening;
    private final int target;
    private final List<Link> links = new CopyOnWriteArrayList<>();

    private TcpRelay(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    public static TcpRelay to(int port) {
        try {
            TcpRelay relay = new TcpRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            Thread.startVirtualThread(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** From now on swallows everything, both ways, on the open connections over which the client once sent that text. */
    public int swallowWhereSent(String text) {
        List<Link> chosen = links.stream()
                .filter(link -> link.sent(text))
                .filter(Link::isOpen)
                .toList();
        chosen.forEach(Link::swallow);
        return chosen.size();
    }

    private void accept() {
        try {
            while (true) {
                connect(listening.accept());
            }
        } catch (IOException e) {
            links.forEach(Link::close);
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), target));
            links.add(link);
            link.start();
        } catch (ConnectException e) {
            client.close();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Link {
        private final Socket client;
        private final Socket server;
        private final List<String> sent = new CopyOnWriteArrayList<>();
        private volatile boolean swallowing;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void start() {
            Thread.startVirtualThread(() -> pass(client, server, text -> {
                sent.add(text);
                return !swallowing;
            }));
            Thread.startVirtualThread(() -> pass(server, client, text -> !swallowing));
        }

        boolean sent(String text) {
            return String.join("", sent).contains(text);
        }

        boolean isOpen() {
            return !client.isClosed();
        }

        void swallow() {
            swallowing = true;
        }

        private void pass(Socket from, Socket to, Predicate<String> passes) {
            byte[] buffer = new byte[8_192];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (passes.test(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
                        out.write(buffer, 0, read);
                    }
                }
            } catch (IOException e) {
                // the other direction ends with this one
            }
            close();
        }

        void close() {
            try (client;
                    server) {
                swallowing = true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
