package io.syncscript.doctor.redis;

import io.syncscript.model.redis.RedisCredentials;
import io.syncscript.model.redis.RedisNode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One connection to Redis. Not for concurrent use. */
final class RedisConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int MAX_LENGTH = 1 << 20;

    private final RedisNode node;
    private final Socket socket;
    private final InputStream input;

    private RedisConnection(RedisNode node, Socket socket) throws IOException {
        this.node = node;
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Connects, and logs in where there is a password.
     *
     * @throws RedisException where Redis refuses the login
     */
    static RedisConnection open(RedisNode node, RedisCredentials credentials, boolean tls) throws IOException {
        RedisConnection connection = new RedisConnection(node, connect(node, tls));
        try {
            connection.logIn(credentials);
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private static Socket connect(RedisNode node, boolean tls) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(node.host(), node.port()), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            if (!tls) {
                return plain;
            }
            SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            SSLSocket secured = (SSLSocket) factory.createSocket(plain, node.host(), node.port(), true);
            secured.startHandshake();
            return secured;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private void logIn(RedisCredentials credentials) throws IOException {
        if (credentials.password().isEmpty()) {
            return;
        }
        String password = credentials.password().get();
        if (credentials.user().isPresent()) {
            command("AUTH", credentials.user().get(), password);
        } else {
            command("AUTH", password);
        }
    }

    /** Where it leads. */
    RedisNode node() {
        return node;
    }

    /**
     * The reply to a command.
     *
     * @throws RedisException where it is an error
     */
    Reply command(String... words) throws IOException {
        send(words);
        return next();
    }

    /** The next reply or message; fails where none comes within seconds. */
    Reply next() throws IOException {
        Reply reply = read();
        if (reply instanceof Reply.Failure(String message)) {
            throw new RedisException(message);
        }
        return reply;
    }

    private void send(String... words) throws IOException {
        StringBuilder request =
                new StringBuilder().append('*').append(words.length).append("\r\n");
        for (String word : words) {
            int length = word.getBytes(StandardCharsets.UTF_8).length;
            request.append('$').append(length).append("\r\n").append(word).append("\r\n");
        }
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Reply read() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> new Reply.Text(rest);
            case '-' -> new Reply.Failure(rest);
            case ':' -> new Reply.Count(Long.parseLong(rest));
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> many(Integer.parseInt(rest));
            default -> throw new IOException("this is not Redis");
        };
    }

    private Reply bulk(int length) throws IOException {
        if (length < 0) {
            return new Reply.Nothing();
        }
        if (length > MAX_LENGTH) {
            throw new IOException("a reply is too long");
        }
        String text = new String(input.readNBytes(length), StandardCharsets.UTF_8);
        line();
        return new Reply.Text(text);
    }

    private Reply many(int count) throws IOException {
        List<Reply> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(read());
        }
        return new Reply.Many(List.copyOf(items));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("Redis closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
            if (line.length() > MAX_LENGTH) {
                throw new IOException("this is not Redis");
            }
        }
        return line.isEmpty() ? " " : line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
