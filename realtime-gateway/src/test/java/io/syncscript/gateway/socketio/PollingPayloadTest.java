package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollingPayloadTest {
    @Test
    void readsSeveralPackets() {
        List<EnginePacket> packets = decode("4héllo\u001e3\u001ebAQIDBA==");
        assertThat(packets).hasSize(3);
        assertThat(packets.get(0)).isEqualTo(new EnginePacket.Message("héllo"));
        assertThat(packets.get(1)).isEqualTo(new EnginePacket.Pong());
        assertThat(packets.get(2))
                .isInstanceOfSatisfying(
                        EnginePacket.BinaryMessage.class,
                        binary -> assertThat(binary.data()).containsExactly(1, 2, 3, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "4a\u001e", "\u001e4a", "2", "2probe!", "bA", "bAQ=A", "0{}", "7"})
    void endsAtTheFirstMalformedPacket(String body) {
        assertThat(decode(body).getLast()).isInstanceOf(EnginePacket.Malformed.class);
    }

    @Test
    void readsBase64WithLineEnds() {
        assertThat(decode("bAQID\nBA==\n")).singleElement().isInstanceOf(EnginePacket.BinaryMessage.class);
    }

    @Test
    void refusesWhatIsNoUtf8() {
        ByteBuf body = Unpooled.wrappedBuffer(new byte[] {'4', (byte) 0xC3, (byte) 0x28});
        assertThat(PollingPayload.decode(body, 100)).singleElement().isInstanceOf(EnginePacket.Malformed.class);
    }

    @Test
    void writesPacketsAsTheyAreRead() {
        String body = PollingPayload.encode(
                List.of(new Outbound.Text("4a"), new Outbound.Binary(new byte[] {1, 2, 3, 4}), Outbound.PING));
        assertThat(body).isEqualTo("4a\u001ebAQIDBA==\u001e2");
    }

    private static List<EnginePacket> decode(String body) {
        return PollingPayload.decode(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8), 100);
    }
}
