package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Long polling: packets wait until the client asks for them, and a poll waits until there are packets. */
final class PollingWire implements Wire {
    /** How long a closed connection waits for the poll that takes its last packets; clients poll again at once. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private static final String CONTENT_TYPE = "text/plain; charset=UTF-8";

    private final HomeLoop home;
    private final long limit;
    private final Queue<Outbound> waiting = new ArrayDeque<>(1);
    private final List<Runnable> onTaken = new ArrayList<>(0);
    private long waitingBytes;
    private boolean upgrading;
    private @Nullable HttpExchange poll;
    private @Nullable Farewell farewell;
    private @Nullable Future<?> farewellTimer;
    private boolean over;

    /** The packet that ends the connection: alone in its poll, since clients act on a close before what came along with it. */
    private record Farewell(Outbound packet, Runnable end) {}

    /** @param limit how many bytes may wait */
    PollingWire(HomeLoop home, long limit) {
        this.home = home;
        this.limit = limit;
    }

    /** True while the client waits for packets; a second poll is a fault then. */
    boolean isPolled() {
        return poll != null;
    }

    /** True where no packet will come any more. */
    boolean isOver() {
        return over;
    }

    void poll(HttpExchange exchange) {
        poll = exchange;
        if (upgrading && waiting.isEmpty()) {
            write(Outbound.NOOP);
        }
        flush();
    }

    /** The client gave the poll up; false where it was answered before. */
    boolean giveUp(HttpExchange exchange) {
        return poll == exchange;
    }

    /** While a websocket is probed no poll is held, since the client waits for its last one to end before it goes on. */
    void upgrading(boolean begun) {
        upgrading = begun;
        if (begun && poll != null) {
            write(Outbound.NOOP);
            flush();
        }
    }

    /** Leaves what still waits to the transport that comes after this one. */
    void moveTo(Wire next) {
        waiting.forEach(next::write);
        onTaken.forEach(next::whenTaken);
        onTaken.clear();
        clear();
        if (poll != null) {
            write(Outbound.NOOP);
            flush();
        }
    }

    @Override
    public void write(Outbound packet) {
        waiting.add(packet);
        waitingBytes += packet.size();
    }

    @Override
    public void write(EncodedEvent event, ByteBuf frames) {
        write(new Outbound.Text(event.packet(Namespaces.DEFAULT)));
        event.attachments().forEach(attachment -> write(new Outbound.Binary(attachment)));
    }

    /** Nothing goes without a poll, and nothing without the encoding for polls. */
    @Override
    public int sendNow(ByteBuf frames) {
        return 0;
    }

    @Override
    public void flush() {
        if (poll == null) {
            return;
        }
        if (!waiting.isEmpty()) {
            answer(waiting);
            clear();
        } else if (farewell != null) {
            answer(List.of(farewell.packet()));
            farewell.end().run();
        }
    }

    @Override
    public void whenTaken(Runnable action) {
        if (waiting.isEmpty()) {
            action.run();
        } else {
            onTaken.add(action);
        }
    }

    private void answer(Iterable<Outbound> packets) {
        HttpExchange answered = poll;
        poll = null;
        if (answered != null) {
            answered.respond(HttpResponseStatus.OK, CONTENT_TYPE, PollingPayload.encode(packets));
        }
    }

    @Override
    public boolean isOverfull() {
        return waitingBytes > limit;
    }

    @Override
    public void discard() {
        clear();
    }

    @Override
    public void close(Closing closing, Runnable ended) {
        if (closing == Closing.CUT) {
            clear();
        }
        Outbound last = closing == Closing.ANSWER ? Outbound.NOOP : Outbound.CLOSE;
        Runnable end = () -> {
            over = true;
            if (farewellTimer != null) {
                farewellTimer.cancel(false);
            }
            ended.run();
        };
        if (closing == Closing.POLITE || closing == Closing.LAST_WORDS || closing == Closing.ANSWER) {
            farewell = new Farewell(last, end);
            farewellTimer = home.schedule(end, FAREWELL);
        } else {
            write(last);
            end.run();
        }
        flush();
    }

    private void clear() {
        waiting.clear();
        waitingBytes = 0;
        List<Runnable> told = List.copyOf(onTaken);
        onTaken.clear();
        told.forEach(Runnable::run);
    }
}
