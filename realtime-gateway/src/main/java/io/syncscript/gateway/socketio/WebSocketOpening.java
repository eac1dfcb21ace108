package io.syncscript.gateway.socketio;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns an HTTP connection into a websocket: RFC 6455 only, no extensions and so no compression. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel comes to its pipeline
final class WebSocketOpening {
    private final int maxPayload;
    private final Handshaker handshaker;

    WebSocketOpening(SocketIoProperties.Limits limits) {
        this.maxPayload = Math.toIntExact(limits.maxPayload().toBytes());
        this.handshaker = new Handshaker(WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxPayload)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build());
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
        FullHttpResponse answer;
        try {
            answer = handshaker.newHandshakeResponse(request, null);
        } catch (WebSocketHandshakeException e) {
            exchange.refuse(EngineError.BAD_REQUEST);
            failed.run();
            return;
        }
        if (channel.isActive()) {
            open(channel, answer, owner);
        } else {
            answer.release();
            failed.run();
        }
    }

    /** The answer and what the owner writes first leave together. */
    private void open(Channel channel, FullHttpResponse answer, Function<WebSocketWire, Connection> owner) {
        ChannelPipeline pipeline = channel.pipeline();
        channel.write(answer);
        pipeline.remove(HandlerNames.HTTP_ENCODER);
        WebSocketWire wire = new WebSocketWire(channel);
        Connection connection = owner.apply(wire);
        pipeline.remove(HandlerNames.REQUEST_DEADLINE);
        pipeline.replace(HandlerNames.HTTP_DECODER, HandlerNames.WEBSOCKET_DECODER, handshaker.newWebsocketDecoder());
        pipeline.replace(
                HandlerNames.HTTP_AGGREGATOR,
                HandlerNames.WEBSOCKET_AGGREGATOR,
                new WebSocketFrameAggregator(maxPayload));
        pipeline.replace(
                HandlerNames.HTTP_CONNECTION, HandlerNames.WEBSOCKET_READER, new WebSocketReader(connection, wire));
        wire.flush();
    }

    /** What Netty's handshaker checks and answers, without its way of writing it: at once, and alone. */
    private static final class Handshaker extends WebSocketServerHandshaker13 {
        Handshaker(WebSocketDecoderConfig decoder) {
            super(null, null, decoder);
        }

        @Override
        protected FullHttpResponse newHandshakeResponse(FullHttpRequest request, @Nullable HttpHeaders headers) {
            return super.newHandshakeResponse(request, headers);
        }

        @Override
        protected WebSocketFrameDecoder newWebsocketDecoder() {
            return super.newWebsocketDecoder();
        }
    }
}
