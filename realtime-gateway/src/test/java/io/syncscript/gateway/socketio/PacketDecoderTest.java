package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketDecoderTest {
    private final PacketDecoder decoder = new PacketDecoder(TestServers.LIMITS);

    @Test
    void readsConnect() {
        assertThat(decoder.decode("0")).isEqualTo(new Packet.Connect("/", null));
        assertThat(decoder.decode("0/custom")).isEqualTo(new Packet.Connect("/custom", null));
        assertThat(decoder.decode("0/custom,")).isEqualTo(new Packet.Connect("/custom", null));
        assertThat(decoder.decode("0/custom,{\"a\":1}")).isInstanceOfSatisfying(Packet.Connect.class, connect -> {
            assertThat(connect.namespace()).isEqualTo("/custom");
            assertThat(connect.auth()).hasToString("{\"a\":1}");
        });
    }

    @Test
    void readsDisconnect() {
        assertThat(decoder.decode("1")).isEqualTo(new Packet.Disconnect("/"));
        assertThat(decoder.decode("1/custom,")).isEqualTo(new Packet.Disconnect("/custom"));
    }

    @Test
    void readsEventsWithAllTheirArguments() {
        assertThat(decoder.decode("2[\"name\",1,\"2\",{\"3\":[true,null]}]"))
                .isInstanceOfSatisfying(Packet.Event.class, event -> {
                    assertThat(event.namespace()).isEqualTo("/");
                    assertThat(event.ackId()).isEqualTo(Packet.NO_ACK);
                    assertThat(event.name()).isEqualTo("name");
                    assertThat(event.args()).hasToString("[1, \"2\", {\"3\":[true,null]}]");
                });
    }

    @Test
    void readsAckIdsAsFarAsJavaScriptCounts() {
        assertThat(decoder.decode("2/custom,9007199254740991[\"name\"]"))
                .isInstanceOfSatisfying(
                        Packet.Event.class, event -> assertThat(event.ackId()).isEqualTo(9_007_199_254_740_991L));
    }

    @Test
    void readsABinaryEventWithItsAttachments() {
        String text = "52-/custom,7[\"name\",{\"_placeholder\":true,\"num\":1},[{\"_placeholder\":true,\"num\":0}]]";
        assertThat(decoder.decode(text)).isInstanceOfSatisfying(Packet.Binary.class, binary -> {
            BinaryAssembly assembly = new BinaryAssembly(binary, 100);
            assertThat(assembly.add(new byte[] {1})).isTrue();
            assertThat(assembly.isComplete()).isFalse();
            assertThat(assembly.add(new byte[] {2, 3})).isTrue();
            assertThat(assembly.isComplete()).isTrue();
            assertThat(assembly.complete()).isInstanceOfSatisfying(Packet.Event.class, event -> {
                assertThat(event.ackId()).isEqualTo(7);
                assertThat(event.args().get(0).binaryValue()).containsExactly(2, 3);
                assertThat(event.args().get(1).get(0).binaryValue()).containsExactly(1);
            });
        });
    }

    @Test
    void refusesAttachmentsBeyondThePayloadLimit() {
        Packet.Binary binary = (Packet.Binary) decoder.decode("52-[\"name\",{\"_placeholder\":true,\"num\":0}]");
        BinaryAssembly assembly = new BinaryAssembly(binary, 3);
        assertThat(assembly.add(new byte[2])).isTrue();
        assertThat(assembly.add(new byte[2])).isFalse();
    }

    @Test
    void takesAPlaceholderOfAPlainEventAsItStands() {
        assertThat(decoder.decode("2[\"name\",{\"_placeholder\":true,\"num\":0}]"))
                .isInstanceOf(Packet.Event.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "9",
                "4{\"message\":\"no\"}",
                "0[]",
                "0\"auth\"",
                "0{",
                "1{}",
                "2",
                "2{}",
                "2[]",
                "2[null]",
                "2[{}]",
                "2[\"connect\"]",
                "2[\"disconnect\"]",
                "2[\"newListener\"]",
                "2abc[\"name\"]",
                "2-1[\"name\"]",
                "2[\"name\"][\"name\"]",
                "2[\"name\"",
                "212345678901234567[\"name\"]",
                "3[]",
                "31",
                "31{}",
                "5[\"name\"]",
                "5-[\"name\"]",
                "5x-[\"name\"]",
                "511-[\"name\"]",
                "599999-[\"name\"]",
                "5999999999999-[\"name\"]",
                "51-[\"name\",{\"_placeholder\":true,\"num\":1}]",
                "51-[\"name\",{\"_placeholder\":true,\"num\":-1}]",
                "51-[\"name\",{\"_placeholder\":true,\"num\":\"0\"}]",
                "51-[\"name\",{\"_placeholder\":true}]",
                "51-[{\"_placeholder\":true,\"num\":0}]"
            })
    void callsMalformed(String packet) {
        assertThat(decoder.decode(packet)).isInstanceOf(Packet.Malformed.class);
    }

    @Test
    void refusesNestingBeyondTheLimit() {
        assertThat(decoder.decode("2[\"name\"," + "[".repeat(30) + "]".repeat(30) + "]"))
                .isInstanceOf(Packet.Event.class);
        assertThat(decoder.decode("2[\"name\"," + "[".repeat(50_000))).isInstanceOf(Packet.Malformed.class);
        assertThat(decoder.decode("2[\"name\"," + "{\"a\":".repeat(50_000))).isInstanceOf(Packet.Malformed.class);
    }

    @Test
    void answersGarbageWithAPacket() {
        Random random = new Random(20_260_215);
        String alphabet = "0123456789[]{}\",:-/\\abn_e \u0000\u001e\ud800é";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder garbage = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                garbage.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThatCode(() -> decoder.decode(garbage.toString()))
                    .as("%s", garbage)
                    .doesNotThrowAnyException();
        }
    }
}
