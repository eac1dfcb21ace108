package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a websocket's client gets of broadcasts, by way of the socket itself and by way of its channel. */
@ExtendWith(CleanRun.class)
class ConnectionSendTest {
    private static final int HEADER = 2;
    private static final int LIMIT = 4_096;

    private final EmbeddedChannel channel = new EmbeddedChannel(new Valve());
    private final HomeLoop home = new HomeLoop(channel.eventLoop());
    private final StringBuilder network = new StringBuilder();
    private final List<DisconnectReason> closed = new ArrayList<>();
    private final Connection connection = connection();

    /** How many bytes the socket takes at once; negative where it fails. */
    private int window = Integer.MAX_VALUE;

    private boolean reading = true;

    @AfterEach
    void close() {
        reading = true;
        channel.finishAndReleaseAll();
    }

    @Test
    void goesStraightToTheNetworkWhereNothingWaits() {
        sendNow("a");
        sendNow("b");
        assertThat(received()).isEqualTo("ab");
        assertThat(channel.outboundMessages()).isEmpty();
    }

    @Test
    void keepsTheOrderOfSingleAndOfGatheredSends() {
        sendNow("a");
        send("b");
        send("c");
        sendNow("d");
        channel.runPendingTasks();
        sendNow("e");
        assertThat(received()).isEqualTo("abcde");
    }

    @Test
    void goesBehindAPacketOfItsOwn() {
        connection.send(new Outbound.Text("own"));
        sendNow("a");
        channel.runPendingTasks();
        assertThat(received()).isEqualTo("owna");
    }

    @Test
    void sendsWhatTheNetworkLeftOver() {
        window = HEADER + 3;
        sendNow("abcdef");
        window = Integer.MAX_VALUE;
        sendNow("g");
        channel.runPendingTasks();
        assertThat(received()).isEqualTo("abcdefg");
    }

    @Test
    void writesWhatTheNetworkRefuses() {
        window = -1;
        sendNow("a");
        channel.runPendingTasks();
        assertThat(received()).isEqualTo("a");
    }

    @Test
    void closesAClientThatDoesNotReadAndTellsItWhy() {
        reading = false;
        window = 0;
        for (int n = 0; n < 100; n++) {
            sendNow("x".repeat(100));
            assertThat(channel.unsafe().outboundBuffer().totalPendingWriteBytes())
                    .isLessThan(2 * LIMIT);
        }
        assertThat(closed).containsExactly(DisconnectReason.SLOW_READER);
        reading = true;
        channel.flush();
        assertThat(received()).isEqualTo("last word");
    }

    @Test
    void sendsNothingAfterItIsClosed() {
        sendNow("a");
        connection.close(DisconnectReason.SERVER_ENDED);
        sendNow("b");
        send("c");
        channel.runPendingTasks();
        assertThat(received()).isEqualTo("a");
    }

    private void sendNow(String text) {
        send(text, true);
    }

    private void send(String text) {
        send(text, false);
    }

    private void send(String text, boolean now) {
        EncodedEvent unused = EncodedEvent.of("event", "null");
        ByteBuf frames = WebSocketFrames.text(ByteBufAllocator.DEFAULT, text);
        int readable = frames.readableBytes();
        if (now) {
            connection.sendNow(unused, frames);
        } else {
            connection.send(unused, frames);
        }
        assertThat(frames.readableBytes()).isEqualTo(readable);
        frames.release();
    }

    private int take(ByteBuf data) throws IOException {
        if (window < 0) {
            throw new IOException("broken pipe");
        }
        int taken = Math.min(window, data.readableBytes());
        network.append(data.toString(data.readerIndex(), taken, StandardCharsets.ISO_8859_1));
        return taken;
    }

    /** The payloads of the frames that came over the network, in the order in which they did. */
    private String received() {
        for (ByteBuf written = channel.readOutbound(); written != null; written = channel.readOutbound()) {
            network.append(written.toString(StandardCharsets.ISO_8859_1));
            written.release();
        }
        StringBuilder payloads = new StringBuilder();
        for (int at = 0; at < network.length(); ) {
            int end = at + HEADER + network.charAt(at + 1);
            payloads.append(network, at + HEADER, end);
            at = end;
        }
        return payloads.toString();
    }

    private Connection connection() {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(LIMIT / 2, LIMIT));
        EngineContext context = new EngineContext(
                TestServers.properties(),
                new HomeLoops(),
                new Connections(),
                new LocalStoreFactory(),
                Quotas.of(TestServers.QUOTAS),
                Set.of(),
                ignored -> new Recorder());
        ClientAddress client = new ClientAddress(InetAddress.getLoopbackAddress(), true);
        Opening opening = new Opening(Map.of(), client, Seats.Seat.UNCOUNTED);
        return new Connection(context, home, opening, new WebSocketWire(channel, this::take));
    }

    /** Keeps what is flushed from a client that does not read. */
    private final class Valve extends ChannelOutboundHandlerAdapter {
        @Override
        public void flush(ChannelHandlerContext ctx) {
            if (reading) {
                ctx.flush();
            }
        }
    }

    private final class Recorder implements EngineHandler {
        @Override
        public void onOpen() {}

        @Override
        public void onMessage(String text) {}

        @Override
        public void onMessage(byte[] data) {}

        @Override
        public List<Outbound> lastWords(DisconnectReason reason) {
            return reason == DisconnectReason.SLOW_READER ? List.of(new Outbound.Text("last word")) : List.of();
        }

        @Override
        public void onClose(DisconnectReason reason) {
            closed.add(reason);
        }
    }
}
