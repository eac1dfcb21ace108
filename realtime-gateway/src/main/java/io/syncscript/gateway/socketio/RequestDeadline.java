package io.syncscript.gateway.socketio;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes an HTTP connection whose request comes too slowly or not at all, or whose client does not take the answer. While a
 * request is served there is no deadline.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel comes to its pipeline
final class RequestDeadline extends ChannelInboundHandlerAdapter {
    private final SocketIoProperties.Timeouts timeouts;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> timer;
    private final Duration idle;
    /** The first request has to be here soon after the connection, whenever it begins. */
    private boolean receiving = true;

    private boolean serving;

    /** @param proxy whether the peer may keep the connection for the requests of others */
    RequestDeadline(SocketIoProperties.Timeouts timeouts, boolean proxy) {
        this.timeouts = timeouts;
        this.idle = proxy ? timeouts.keepAlive() : timeouts.request();
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

    /** The request was answered, as soon as the client takes the answer. */
    void onResponse(ChannelFuture written) {
        serving = false;
        arm(timeouts.keepAlive());
        written.addListener(taken -> {
            if (!serving && !receiving && timer != null) {
                arm(idle);
            }
        });
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
