package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(CleanRun.class)
class WebSocketFramesTest {
    private static final ByteBufAllocator ALLOCATOR = ByteBufAllocator.DEFAULT;

    private final EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 1 << 20));

    @AfterEach
    void close() {
        client.finishAndReleaseAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 100_000})
    void writesTextOfEveryLength(int length) {
        client.writeInbound(WebSocketFrames.text(ALLOCATOR, "x".repeat(length)));
        TextWebSocketFrame frame = client.readInbound();
        assertThat(frame.text()).isEqualTo("x".repeat(length));
        assertThat(frame.isFinalFragment()).isTrue();
        frame.release();
    }

    @Test
    void countsBytesAndNotCharacters() {
        String text = "é€😀".repeat(100);
        client.writeInbound(WebSocketFrames.text(ALLOCATOR, text));
        TextWebSocketFrame frame = client.readInbound();
        assertThat(frame.text()).isEqualTo(text);
        frame.release();
    }

    @Test
    void sendsAttachmentsBehindTheirText() {
        client.writeInbound(WebSocketFrames.message(ALLOCATOR, "text", List.of(new byte[] {1}, new byte[200])));
        TextWebSocketFrame text = client.readInbound();
        BinaryWebSocketFrame first = client.readInbound();
        BinaryWebSocketFrame second = client.readInbound();
        assertThat(ByteBufUtil.getBytes(first.content())).containsExactly(1);
        assertThat(second.content().readableBytes()).isEqualTo(200);
        text.release();
        first.release();
        second.release();
    }

    @Test
    void answersAPingWithWhatItCarried() {
        ByteBuf data = Unpooled.wrappedBuffer(new byte[] {7, 8});
        client.writeInbound(WebSocketFrames.pong(ALLOCATOR, data));
        PongWebSocketFrame pong = client.readInbound();
        assertThat(ByteBufUtil.getBytes(pong.content())).containsExactly(7, 8);
        pong.release();
    }

    @Test
    void closesWithAStatus() {
        client.writeInbound(WebSocketFrames.close(ALLOCATOR, 1002));
        CloseWebSocketFrame close = client.readInbound();
        assertThat(close.statusCode()).isEqualTo(1002);
        close.release();
    }
}
