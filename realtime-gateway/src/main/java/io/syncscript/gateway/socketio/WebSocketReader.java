package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what comes over a websocket to its connection; on the connection's home loop. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel comes to its pipeline
final class WebSocketReader extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketReader.class);

    private final Connection connection;
    private final WebSocketWire wire;

    WebSocketReader(Connection connection, WebSocketWire wire) {
        this.connection = connection;
        this.wire = wire;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> connection.receive(wire, decode(text));
            case BinaryWebSocketFrame binary ->
                connection.receive(wire, new EnginePacket.BinaryMessage(ByteBufUtil.getBytes(binary.content())));
            case PingWebSocketFrame ping -> answer(ping);

            case CloseWebSocketFrame close -> {
                connection.lost(wire, DisconnectReason.CLIENT_LEFT);
                ctx.close();
            }
            case PongWebSocketFrame pong -> connection.spend();
            default -> {}
        }
    }

    private void answer(PingWebSocketFrame ping) {
        if (connection.spend()) {
            wire.pong(ping.content());
            wire.flush();
            if (wire.isOverfull()) {
                connection.lost(wire, DisconnectReason.SLOW_READER);
            }
        }
    }

    private static EnginePacket decode(TextWebSocketFrame frame) {
        return Utf8.decode(frame.content())
                .map(EnginePacket::decode)
                .orElseGet(() -> new EnginePacket.Malformed("UTF-8"));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connection.lost(wire, DisconnectReason.TRANSPORT_CLOSED);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        boolean clientsFault = cause instanceof CodecException;
        if (!clientsFault && !(cause instanceof IOException)) {
            LOG.error("A websocket failed", cause);
        }
        connection.lost(wire, clientsFault ? DisconnectReason.PROTOCOL_ERROR : DisconnectReason.TRANSPORT_CLOSED);
        ctx.close();
    }
}
