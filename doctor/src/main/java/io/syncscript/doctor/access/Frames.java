package io.syncscript.doctor.access;

import java.io.IOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The text frames that a websocket received, in order. Answers Engine.IO pings. Safe for any thread. */
final class Frames implements WebSocket.Listener {
    private final List<Frame> received = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private @Nullable String end;

    /** @param nanoTime when it came, of {@link System#nanoTime()} */
    record Frame(String text, long nanoTime) {}

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        part.append(data);
        socket.request(1);
        if (!last) {
            return null;
        }
        String text = part.toString();
        part.setLength(0);
        synchronized (this) {
            received.add(new Frame(text, System.nanoTime()));
            notifyAll();
        }
        return text.equals("2") ? socket.sendText("3", true) : null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        end("the connection was closed with status " + status);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        end("the connection broke: " + error.getMessage());
    }

    synchronized List<Frame> all() {
        return List.copyOf(received);
    }

    /**
     * Waits for a frame; empty where none came in that time.
     *
     * @throws IOException where the connection ended before
     */
    synchronized Optional<Frame> await(Predicate<String> wanted, Duration patience)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Frame> found =
                    received.stream().filter(frame -> wanted.test(frame.text())).findFirst();
            if (found.isPresent()) {
                return found;
            }
            if (end != null) {
                throw new IOException(end);
            }
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return Optional.empty();
            }
            wait(millis);
        }
    }

    private synchronized void end(String reason) {
        end = reason;
        notifyAll();
    }
}
