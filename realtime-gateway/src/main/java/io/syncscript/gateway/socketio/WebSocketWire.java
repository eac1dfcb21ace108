package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A websocket. Frames are written as they go over the network, below any encoder, so that one buffer can go to many channels.
 * Its channel is registered with the connection's home loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel comes to its pipeline
final class WebSocketWire implements Wire {
    /** How long a client may take to read what is due and to end its half of the stream. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** The same for one that has not been reading. */
    private static final Duration LONG_FAREWELL = Duration.ofSeconds(5);

    private final Channel channel;
    private final Channel.Unsafe unsafe;
    private final ByteSink socket;

    WebSocketWire(Channel channel) {
        this(channel, ByteSink.of(channel));
    }

    /** @param socket the channel's own, below its pipeline and its outbound buffer */
    WebSocketWire(Channel channel, ByteSink socket) {
        this.channel = channel;
        this.unsafe = channel.unsafe();
        this.socket = socket;
    }

    @Override
    public void write(Outbound packet) {
        channel.write(packet.frame(channel.alloc()), channel.voidPromise());
    }

    @Override
    public void write(EncodedEvent event, ByteBuf frames) {
        channel.write(frames.retainedDuplicate(), channel.voidPromise());
    }

    /**
     * Past the pipeline, which would pass the frames on as they are, and past the outbound buffer, which spares a broadcast a third
     * of its time. What fails here fails again when it is written, and is dealt with there.
     */
    @Override
    public int sendNow(ByteBuf frames) {
        ChannelOutboundBuffer waiting = unsafe.outboundBuffer();
        if (waiting == null || waiting.totalPendingWriteBytes() > 0) {
            return 0;
        }
        try {
            return socket.take(frames);
        } catch (IOException e) {
            return 0;
        }
    }

    void pong(ByteBuf data) {
        channel.write(WebSocketFrames.pong(channel.alloc(), data), channel.voidPromise());
    }

    @Override
    public void flush() {
        channel.flush();
    }

    /** An empty buffer goes behind what was written, and its promise is kept, or broken, after that of all before it. */
    @Override
    public void whenTaken(Runnable action) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> action.run());
    }

    /** The channel's high water mark is the outbound limit. */
    @Override
    public boolean isOverfull() {
        return !channel.isWritable();
    }

    /** What was written in part begins with the rest of a frame, behind which a new frame can come. */
    @Override
    public void discard() {
        ChannelOutboundBuffer waiting = unsafe.outboundBuffer();
        if (waiting == null) {
            return;
        }
        waiting.addFlush();
        ByteBuf rest = waiting.current() instanceof ByteBuf first && first.readerIndex() > 0
                ? first.retainedSlice()
                : Unpooled.EMPTY_BUFFER;
        while (waiting.current() != null) {
            waiting.remove();
        }
        channel.write(rest, channel.voidPromise());
    }

    /**
     * Where the server ends a websocket in good order it ends its half of the stream, without a close frame: clients on OkHttp
     * take no notice of a close frame until their heartbeat fails.
     */
    @Override
    public void close(Closing closing, Runnable ended) {
        switch (closing) {
            case POLITE -> endStream(FAREWELL);
            case LAST_WORDS -> endStream(LONG_FAREWELL);
            case ANSWER -> closeFrame(WebSocketCloseStatus.NORMAL_CLOSURE);
            case FAULT -> closeFrame(WebSocketCloseStatus.PROTOCOL_ERROR);
            case CUT -> channel.close();
        }
        ended.run();
    }

    private void endStream(Duration patience) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> endOutput());
        closeIn(patience);
    }

    private void closeFrame(WebSocketCloseStatus status) {
        channel.writeAndFlush(WebSocketFrames.close(channel.alloc(), status.code()))
                .addListener(ChannelFutureListener.CLOSE);
        closeIn(FAREWELL);
    }

    private void endOutput() {
        if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            channel.close();
        }
    }

    private void closeIn(Duration patience) {
        var timer = channel.eventLoop().schedule(() -> channel.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> timer.cancel(false));
    }
}
