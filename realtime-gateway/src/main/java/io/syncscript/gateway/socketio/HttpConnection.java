package io.syncscript.gateway.socketio;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests of one HTTP connection, one after the other. A client that sends a second request before the first is
 * answered is cut off: no Socket.IO client and no proxy does that, and answers to a long poll could not be told apart.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel comes to its pipeline
final class HttpConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final RequestGate gate;
    private final OriginPolicy origins;
    private final RequestDeadline deadline;
    private @Nullable HttpExchange exchange;
    private boolean keepAlive;

    HttpConnection(RequestGate gate, OriginPolicy origins, RequestDeadline deadline) {
        this.gate = gate;
        this.origins = origins;
        this.deadline = deadline;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (exchange != null) {
            ctx.close();
            return;
        }
        deadline.onRequest();
        keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        HttpExchange begun = new HttpExchange(ctx.channel(), origins.headers(origin), this);
        exchange = begun;
        gate.admit(begun, request);
    }

    /** Writes the answer; on the channel's event loop. */
    void answer(HttpExchange answered, FullHttpResponse response) {
        if (exchange != answered) {
            response.release();
            return;
        }
        exchange = null;
        HttpUtil.setContentLength(response, response.content().readableBytes());
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = answered.channel().writeAndFlush(response);
        deadline.onResponse(written);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (exchange != null) {
            HttpExchange aborted = exchange;
            exchange = null;
            aborted.abort();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof CodecException) {
            LOG.debug("Closing an HTTP connection: {}", cause.toString());
        } else {
            LOG.error("An HTTP connection failed", cause);
        }
        ctx.close();
    }
}
