package io.syncscript.gateway.replay;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Socket.IO client that only checks: each revision follows the one before, and nothing is refused. */
final class StormClient extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private static final String REVISION = "\"revision\":";

    private volatile @Nullable ChannelHandlerContext connected;
    private volatile long revision;
    private volatile long receivedAt;
    private volatile @Nullable String fault;

    boolean isConnected() {
        return connected != null;
    }

    /** Joins the vault and expects what follows that revision. */
    void resume(String vaultId, long from) {
        revision = from;
        send(
                Objects.requireNonNull(connected),
                "42[\"vault:join\",{\"vaultId\":\"" + vaultId + "\",\"revision\":" + from + "}]");
    }

    /** The last revision received; every one before it was received, too, once and in order, unless there is a fault. */
    long revision() {
        return revision;
    }

    /** When that was, by {@link System#nanoTime()}. */
    long receivedAt() {
        return receivedAt;
    }

    /** What should not have been received; null where there is nothing. */
    @Nullable
    String fault() {
        return fault;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
        String text = frame.text();
        if (text.equals("2")) {
            send(ctx, "3");
        } else if (text.startsWith("0")) {
            send(ctx, "40");
        } else if (text.startsWith("40")) {
            connected = ctx;
        } else if (text.startsWith("42[\"source:created\"")) {
            receive(text);
        } else if (!text.startsWith("42[\"vault:joined\"") || !text.contains("\"recovered\":true")) {
            fault = text;
        }
    }

    private void receive(String text) {
        int from = text.indexOf(REVISION) + REVISION.length();
        int to = from;
        while (Character.isDigit(text.charAt(to))) {
            to++;
        }
        long received = Long.parseLong(text, from, to, 10);
        if (received != revision + 1 && fault == null) {
            fault = received + " after " + revision;
        }
        receivedAt = System.nanoTime();
        revision = received;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (fault == null) {
            fault = "closed at " + revision;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fault = cause.toString();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel comes to its pipeline
    private static void send(ChannelHandlerContext ctx, String text) {
        ctx.writeAndFlush(new TextWebSocketFrame(text), ctx.voidPromise());
    }
}
