package io.syncscript.benchmarks.messages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A way to Redis that counts the pub/sub messages which come back on it. */
final class PubSubCounter implements AutoCloseable {
    private static final byte[] MESSAGE = "$7\r\nmessage\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SHARDED_MESSAGE = "$8\r\nsmessage\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final int redisPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    private PubSubCounter(ServerSocket server, int redisPort) {
        this.server = server;
        this.redisPort = redisPort;
    }

    /** What was counted from the start. */
    record Reading(long messages, long bytes) {
        Reading since(Reading before) {
            return new Reading(messages - before.messages, bytes - before.bytes);
        }
    }

    static PubSubCounter to(int redisPort) {
        try {
            PubSubCounter counter =
                    new PubSubCounter(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), redisPort);
            Thread.startVirtualThread(counter::accept);
            return counter;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    Reading read() {
        return new Reading(messages.sum(), bytes.sum());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket redis = new Socket(InetAddress.getLoopbackAddress(), redisPort);
                client.setTcpNoDelay(true);
                redis.setTcpNoDelay(true);
                open.add(client);
                open.add(redis);
                Thread.startVirtualThread(() -> pass(client, redis, false));
                Thread.startVirtualThread(() -> pass(redis, client, true));
            }
        } catch (IOException closed) {
            // No more connections.
        }
    }

    private void pass(Socket from, Socket to, boolean counted) {
        Matcher plain = new Matcher(MESSAGE);
        Matcher sharded = new Matcher(SHARDED_MESSAGE);
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                if (counted) {
                    bytes.add(read);
                    messages.add(plain.countIn(buffer, read) + sharded.countIn(buffer, read));
                }
                output.write(buffer, 0, read);
            }
        } catch (IOException closed) {
            // Either side has gone, and with it the other.
        }
    }

    /** Finds a pattern whose first byte is nowhere else in it, over the borders of chunks too. */
    private static final class Matcher {
        private final byte[] pattern;
        private int matched;

        Matcher(byte[] pattern) {
            this.pattern = pattern;
        }

        int countIn(byte[] chunk, int length) {
            int found = 0;
            for (int i = 0; i < length; i++) {
                if (chunk[i] == pattern[matched]) {
                    matched++;
                } else {
                    matched = chunk[i] == pattern[0] ? 1 : 0;
                }
                if (matched == pattern.length) {
                    found++;
                    matched = 0;
                }
            }
            return found;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
