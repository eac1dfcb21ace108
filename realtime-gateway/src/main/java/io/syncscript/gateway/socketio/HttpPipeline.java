package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.handler.ClientHead;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Gives each new channel the handlers that take HTTP requests, in place of netty-socketio's. */
final class HttpPipeline extends SocketIOChannelInitializer {
    private final SocketIoProperties properties;
    private final OriginPolicy origins;
    private final RequestGate gate;

    HttpPipeline(SocketIoProperties properties, OriginPolicy origins, RequestGate gate) {
        this.properties = properties;
        this.origins = origins;
        this.gate = gate;
    }

    /** Keeps netty-socketio from holding on to the newest channel. */
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {}

    @Override
    protected void addSocketioHandlers(ChannelPipeline pipeline) {
        RequestDeadline deadline = new RequestDeadline(properties.timeouts());
        int maxPayload = Math.toIntExact(properties.limits().maxPayload().toBytes());
        pipeline.addLast(HandlerNames.REQUEST_DEADLINE, deadline);
        pipeline.addLast(HandlerNames.HTTP_DECODER, new HttpRequestDecoder());
        pipeline.addLast(HandlerNames.HTTP_ENCODER, new HttpResponseEncoder());
        pipeline.addLast(HandlerNames.HTTP_AGGREGATOR, new HttpObjectAggregator(maxPayload, true));
        pipeline.addLast(HandlerNames.HTTP_CONNECTION, new HttpConnection(gate, origins, deadline));
    }

    @Override
    public void onDisconnect(ClientHead client) {}
}
