package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.concurrent.TimeUnit;

/**
 * A websocket. Frames are written as they go over the network, below any encoder, so that one buffer can go to many channels.
 * Its channel is registered with the connection's home loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel comes to its pipeline
final class WebSocketWire implements Wire {
    /** How long a client may take to answer a close frame. */
    private static final long FAREWELL_SECONDS = 2;

    private final Channel channel;

    WebSocketWire(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void write(Outbound packet) {
        channel.write(packet.frame(channel.alloc()), channel.voidPromise());
    }

    @Override
    public void write(EncodedEvent event, ByteBuf frames) {
        channel.write(frames.retainedDuplicate(), channel.voidPromise());
    }

    void pong(ByteBuf data) {
        channel.write(WebSocketFrames.pong(channel.alloc(), data), channel.voidPromise());
    }

    @Override
    public void flush() {
        channel.flush();
    }

    /** The channel's high water mark is the outbound limit. */
    @Override
    public boolean isOverfull() {
        return !channel.isWritable();
    }

    @Override
    public void close(DisconnectReason reason, Runnable ended) {
        switch (Closing.of(reason)) {
            case CUT -> channel.close();
            case BRIEF -> closeFrame(reason).addListener(ChannelFutureListener.CLOSE);
            case POLITE -> {
                closeFrame(reason);
                closeInTime();
            }
        }
        ended.run();
    }

    private ChannelFuture closeFrame(DisconnectReason reason) {
        WebSocketCloseStatus status = reason == DisconnectReason.PROTOCOL_ERROR
                ? WebSocketCloseStatus.PROTOCOL_ERROR
                : WebSocketCloseStatus.NORMAL_CLOSURE;
        return channel.writeAndFlush(WebSocketFrames.close(channel.alloc(), status.code()));
    }

    private void closeInTime() {
        var timer = channel.eventLoop().schedule(() -> channel.close(), FAREWELL_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> timer.cancel(false));
    }
}
