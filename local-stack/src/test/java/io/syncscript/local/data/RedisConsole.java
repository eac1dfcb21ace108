package io.syncscript.local.data;

import io.syncscript.local.process.StackFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks one server one thing at a time, as an operator would with redis-cli. */
final class RedisConsole {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private RedisConsole() {}

    /**
     * What the server answers to a command, a list as its elements between line feeds.
     *
     * @throws IllegalStateException where it refuses
     */
    static String ask(int port, String password, String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            socket.getOutputStream()
                    .write(("AUTH " + password + "\r\n" + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            String unused = answer(answers, "AUTH");
            return answer(answers, command);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " does not answer to " + command, e);
        }
    }

    private static String answer(BufferedReader answers, String command) throws IOException {
        String line = answers.readLine();
        if (line == null || line.startsWith("-")) {
            throw new IllegalStateException(command + " is answered by " + line);
        }
        return switch (line.charAt(0)) {
            case '$' -> text(answers, Integer.parseInt(line.substring(1)));
            case '*' -> list(answers, Integer.parseInt(line.substring(1)), command);
            default -> line.substring(1);
        };
    }

    private static String text(BufferedReader answers, int length) throws IOException {
        char[] text = new char[Math.max(0, length)];
        for (int read = 0; read < text.length; ) {
            read += answers.read(text, read, text.length - read);
        }
        if (length >= 0) {
            answers.readLine();
        }
        return new String(text);
    }

    private static String list(BufferedReader answers, int length, String command) throws IOException {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < length; i++) {
            list.append(answer(answers, command)).append('\n');
        }
        return list.toString();
    }

    /** Asks again and again until servers have come to what they were told. */
    static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new StackFailure("waited in vain for " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
