package io.syncscript.gateway.socketio;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Gives each new channel the handlers that take HTTP requests, in place of netty-socketio's. */
final class HttpPipeline extends ChannelInitializer<Channel> {
    private final SocketIoProperties properties;
    private final TrustedProxies proxies;
    private final OriginPolicy origins;
    private final RequestGate gate;

    HttpPipeline(SocketIoProperties properties, TrustedProxies proxies, OriginPolicy origins, RequestGate gate) {
        this.properties = properties;
        this.proxies = proxies;
        this.origins = origins;
        this.gate = gate;
    }

    @Override
    protected void initChannel(Channel channel) {
        RequestDeadline deadline = new RequestDeadline(properties.timeouts(), proxies.isTrustedPeer(channel));
        int maxPayload = Math.toIntExact(properties.limits().maxPayload().toBytes());
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(HandlerNames.REQUEST_DEADLINE, deadline);
        pipeline.addLast(HandlerNames.HTTP_DECODER, new StrictRequestDecoder());
        pipeline.addLast(HandlerNames.HTTP_ENCODER, new HttpResponseEncoder());
        pipeline.addLast(HandlerNames.HTTP_AGGREGATOR, new HttpObjectAggregator(maxPayload, true));
        pipeline.addLast(HandlerNames.HTTP_CONNECTION, new HttpConnection(gate, origins, deadline));
    }
}
