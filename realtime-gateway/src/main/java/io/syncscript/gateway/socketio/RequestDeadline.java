package io.syncscript.gateway.socketio;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes an HTTP connection whose request comes too slowly or not at all. While a request is served there is no deadline. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel comes to its pipeline
final class RequestDeadline extends ChannelInboundHandlerAdapter {
    private final SocketIoProperties.Timeouts timeouts;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> timer;
    private boolean receiving;
    private boolean serving;

    RequestDeadline(SocketIoProperties.Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        arm(timeouts.request());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!receiving && !serving) {
            receiving = true;
            arm(timeouts.request());
        }
        ctx.fireChannelRead(msg);
    }

    /** A request is complete. */
    void onRequest() {
        receiving = false;
        serving = true;
        disarm();
    }

    /** The request was answered. */
    void onResponse() {
        serving = false;
        arm(timeouts.keepAlive());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        disarm();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        disarm();
        context = null;
    }

    private void arm(Duration delay) {
        disarm();
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            timer = ctx.channel().eventLoop().schedule(() -> ctx.close(), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
