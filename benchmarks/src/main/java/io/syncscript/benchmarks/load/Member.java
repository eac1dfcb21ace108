package io.syncscript.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client: opens the Engine.IO session, connects to the default namespace, joins its vault, answers pings, and counts what is
 * delivered. A delivery is read by its mark alone: thousands of clients share the machine with what they measure.
 */
final class Member extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final byte[] JOINED = "42[\"vault:joined\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR = "42[\"error\"".getBytes(StandardCharsets.US_ASCII);
    private static final String REVISION = "\"revision\":";

    private final Seat seat;
    private final long resumeFrom;
    private final Supplier<@Nullable Deliveries> counting;
    private final CompletableFuture<Member> joined = new CompletableFuture<>();
    private final long beganNanos = System.nanoTime();
    private @Nullable Deliveries counted;
    private Receipts receipts = new Receipts();
    private long joinedAfterNanos;
    private long revision;
    private boolean leaving;
    private @Nullable ChannelHandlerContext context;

    /**
     * @param resumeFrom the last revision seen, or -1 for a client that has seen none
     * @param counting what is counted at present
     */
    Member(Seat seat, long resumeFrom, Supplier<@Nullable Deliveries> counting) {
        this.seat = seat;
        this.resumeFrom = resumeFrom;
        this.counting = counting;
    }

    /** Completes when the vault is joined; fails where that is refused or the connection ends. */
    CompletableFuture<Member> joined() {
        return joined;
    }

    Seat seat() {
        return seat;
    }

    /** From the opening of the connection to vault:joined. */
    long joinedAfterNanos() {
        return joinedAfterNanos;
    }

    /** The vault's when it was joined. */
    long revision() {
        return revision;
    }

    /** Of what is counted at present; of another thread's use once the event loop is known to have passed it. */
    Receipts receiptsOf(Deliveries deliveries) {
        return counted == deliveries ? receipts : new Receipts();
    }

    /** Cuts the connection. */
    void leave() {
        ChannelHandlerContext current = context;
        if (current != null) {
            current.executor().execute(() -> {
                leaving = true;
                var unused = current.close();
            });
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext current, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            fail("The websocket handshake was not answered");
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext current, WebSocketFrame frame) {
        ByteBuf content = frame.content();
        int packet = content.isReadable() ? content.getByte(content.readerIndex()) : 0;
        switch (packet) {
            case '4' -> message(current, content);
            case '2' -> send(current, "3");
            case '0' -> send(current, "40");
            default -> fail("Unexpected packet " + content.toString(StandardCharsets.UTF_8));
        }
    }

    private void message(ChannelHandlerContext current, ByteBuf content) {
        int kind = content.getByte(content.readerIndex() + 1);
        if (kind == '2') {
            long sequence = SequenceMark.find(content);
            if (sequence >= 0) {
                delivered(sequence, content.readableBytes());
            } else {
                answered(content);
            }
        } else if (kind == '0') {
            send(current, join());
        } else {
            fail("Not let in: " + content.toString(StandardCharsets.UTF_8));
        }
    }

    private String join() {
        String resume = resumeFrom < 0 ? "" : ",\"revision\":" + resumeFrom;
        return "42[\"vault:join\",{\"vaultId\":\"" + seat.vaultId() + "\"" + resume + "}]";
    }

    private void delivered(long sequence, int bytes) {
        Deliveries current = counting.get();
        int index = current == null ? -1 : current.count(sequence, bytes);
        if (index < 0) {
            return;
        }
        if (counted != current) {
            counted = current;
            receipts = new Receipts();
        }
        receipts.add(index);
    }

    private void answered(ByteBuf content) {
        if (startsWith(content, JOINED)) {
            String answer = content.toString(StandardCharsets.UTF_8);
            revision = revisionIn(answer);
            joinedAfterNanos = System.nanoTime() - beganNanos;
            if (resumeFrom >= 0 && !answer.contains("\"recovered\":true")) {
                fail("Resumed in vain: " + answer);
            }
            joined.complete(this);
        } else if (startsWith(content, ERROR)) {
            fail(content.toString(StandardCharsets.UTF_8));
        }
    }

    private static long revisionIn(String answer) {
        int start = answer.indexOf(REVISION) + REVISION.length();
        int end = start;
        while (Character.isDigit(answer.charAt(end))) {
            end++;
        }
        return Long.parseLong(answer.substring(start, end));
    }

    private static boolean startsWith(ByteBuf content, byte[] start) {
        if (content.readableBytes() < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (content.getByte(content.readerIndex() + i) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static void send(ChannelHandlerContext current, String packet) {
        var unused = current.writeAndFlush(new TextWebSocketFrame(packet));
    }

    /** Says why the client is of no use; whoever waits for it to join hears it, and its missing deliveries are counted. */
    void fail(String reason) {
        joined.completeExceptionally(new JoinException(reason));
    }

    @Override
    public void channelInactive(ChannelHandlerContext current) {
        if (!leaving) {
            fail("The connection ended");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext current, Throwable cause) {
        fail(cause.toString());
        var unused = current.close();
    }
}
