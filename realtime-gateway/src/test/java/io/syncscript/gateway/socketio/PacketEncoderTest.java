package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class PacketEncoderTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void writesAnEventForEveryNamespace() {
        EncodedEvent event = EncodedEvent.of("na\"me", "{\"a\":1}");
        assertThat(event.packet("/")).isEqualTo("42[\"na\\\"me\",{\"a\":1}]");
        assertThat(event.packet("/custom")).isEqualTo("42/custom,[\"na\\\"me\",{\"a\":1}]");
    }

    @Test
    void sendsBinaryArgumentsAsAttachments() {
        EncodedEvent event = EncodedEvent.of(
                "name",
                List.of(JSON.numberNode(1), JSON.arrayNode().add(new byte[] {1, 2}), JSON.binaryNode(new byte[] {3})));
        assertThat(event.packet("/custom"))
                .isEqualTo(
                        "452-/custom,[\"name\",1,[{\"_placeholder\":true,\"num\":0}],{\"_placeholder\":true,\"num\":1}]");
        assertThat(event.attachments()).containsExactly(new byte[] {1, 2}, new byte[] {3});
    }

    @Test
    void writesAcknowledgements() {
        assertThat(PacketEncoder.acknowledgement("/", 12, "[1]", 0)).isEqualTo("4312[1]");
        assertThat(PacketEncoder.acknowledgement("/custom", 12, "[1]", 2)).isEqualTo("462-/custom,12[1]");
    }

    @Test
    void writesARefusalWithItsData() {
        var data = JSON.objectNode().put("code", "NO");
        assertThat(PacketEncoder.refused("/", new ConnectionAuthenticator.Refused("no", data)))
                .isEqualTo("44{\"message\":\"no\",\"data\":{\"code\":\"NO\"}}");
        assertThat(PacketEncoder.refused("/custom", new ConnectionAuthenticator.Refused("no", JSON.nullNode())))
                .isEqualTo("44/custom,{\"message\":\"no\"}");
    }
}
