package io.syncscript.benchmarks.floor;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that sends: prints its port, and then follows the lines that it reads, {@code accept SOCKETS} and
 * {@code send EVENTS INTERVAL_NANOS BYTES}, and prints {@code done} after each. It ends with its input. The first eight bytes of
 * an event say when it was due, on the clock of {@link System#nanoTime()}, which the processes of a machine share on Linux.
 *
 * <p>Netty's native socket calls send(2) from a JNI method that takes the address of the bytes, without a pipeline, a future or a
 * copy in between.
 */
final class FloorProbe {
    private static final int BACKLOG = 4096;
    private static final long ACCEPT_PAUSE_NANOS = 100_000;

    private final Socket server;
    private Socket[] sockets = {};

    private FloorProbe(Socket server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws IOException {
        Epoll.ensureAvailability();
        Socket server = Socket.newSocketStream();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.listen(BACKLOG);
        System.out.println(server.localAddress().getPort());
        new FloorProbe(server).follow(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)));
    }

    private void follow(BufferedReader input) throws IOException {
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("accept")) {
                accept(Integer.parseInt(words[1]));
            } else {
                send(Integer.parseInt(words[1]), Long.parseLong(words[2]), Integer.parseInt(words[3]));
            }
            System.out.println("done");
        }
    }

    private void accept(int count) throws IOException {
        sockets = new Socket[count];
        byte[] address = new byte[32];
        for (int i = 0; i < count; i++) {
            int descriptor = server.accept(address);
            while (descriptor < 0) {
                LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
                descriptor = server.accept(address);
            }
            sockets[i] = new Socket(descriptor);
            sockets[i].setTcpNoDelay(true);
        }
    }

    private void send(int events, long intervalNanos, int bytes) throws IOException {
        ByteBuf event = Unpooled.directBuffer(bytes).writeZero(bytes);
        long start = System.nanoTime();
        for (int i = 0; i < events; i++) {
            long due = start + i * intervalNanos;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            event.setLong(0, due);
            for (Socket socket : sockets) {
                sendAll(socket, event.memoryAddress(), bytes);
            }
        }
        event.release();
    }

    private static void sendAll(Socket socket, long address, int bytes) throws IOException {
        for (int sent = 0; sent < bytes; ) {
            sent += socket.sendAddress(address, sent, bytes);
        }
    }
}
