package io.syncscript.api;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and PostgreSQL and counts round trips: how often the client asks for all answers so far, by the message
 * Sync or Query, and sends nothing more. The driver's BEGIN is a Query that comes in one packet with the first statement.
 */
final class PostgresRelay implements AutoCloseable {
    private static final List<Integer> ENCRYPTION_REQUESTS = List.of(80877103, 80877104);

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final int serverPort;

    PostgresRelay(int serverPort) throws IOException {
        this.serverPort = serverPort;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int roundTrips() {
        return roundTrips.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.addAll(List.of(client, server));
                Thread.ofVirtual().start(() -> countAndPass(client, server));
                Thread.ofVirtual().start(() -> pass(server, client));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void countAndPass(Socket from, Socket to) {
        try (from;
                to;
                DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to.getOutputStream()))) {
            while (ENCRYPTION_REQUESTS.contains(passBody(in, out))) {
                out.flush();
            }
            out.flush();
            while (true) {
                int type = in.readByte();
                out.writeByte(type);
                passBody(in, out);
                if (in.available() == 0) {
                    out.flush();
                    roundTrips.addAndGet(type == 'S' || type == 'Q' ? 1 : 0);
                }
            }
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    /** Passes on a length and what it counts, and returns its first four bytes where there are that many. */
    private static int passBody(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        byte[] body = in.readNBytes(length - Integer.BYTES);
        out.writeInt(length);
        out.write(body);
        return body.length < Integer.BYTES ? 0 : ByteBuffer.wrap(body).getInt();
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
