package io.syncscript.gateway.socketio;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.util.function.Function;

/** Turns an HTTP connection into a websocket: RFC 6455 only, no extensions and so no compression. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel comes to its pipeline
final class WebSocketOpening {
    private final int maxPayload;
    private final WebSocketDecoderConfig decoder;

    WebSocketOpening(SocketIoProperties.Limits limits) {
        this.maxPayload = Math.toIntExact(limits.maxPayload().toBytes());
        this.decoder = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxPayload)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build();
    }

    /**
     * Answers the request. The request stays the caller's.
     *
     * @param owner says, when the websocket is open, whose it is
     * @param failed runs where it does not open
     */
    void open(
            HttpExchange exchange,
            FullHttpRequest request,
            Function<WebSocketWire, Connection> owner,
            Runnable failed) {
        Channel channel = exchange.channel();
        if (!WebSocketVersion.V13
                .toHttpHeaderValue()
                .equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            exchange.refuse(EngineError.BAD_REQUEST);
            failed.run();
            return;
        }
        try {
            new WebSocketServerHandshaker13(null, null, decoder)
                    .handshake(channel, request)
                    .addListener(handshake -> {
                        if (handshake.isSuccess()) {
                            WebSocketWire wire = new WebSocketWire(channel);
                            install(channel.pipeline(), owner.apply(wire), wire);
                        } else {
                            failed.run();
                            channel.close();
                        }
                    });
        } catch (WebSocketHandshakeException e) {
            exchange.refuse(EngineError.BAD_REQUEST);
            failed.run();
        }
    }

    private void install(ChannelPipeline pipeline, Connection connection, WebSocketWire wire) {
        pipeline.remove(WebSocketFrameEncoder.class);
        pipeline.remove(HandlerNames.REQUEST_DEADLINE);
        pipeline.remove(HandlerNames.HTTP_CONNECTION);
        pipeline.addLast(HandlerNames.WEBSOCKET_AGGREGATOR, new WebSocketFrameAggregator(maxPayload));
        pipeline.addLast(HandlerNames.WEBSOCKET_READER, new WebSocketReader(connection, wire));
    }
}
