package io.syncscript.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceMarkTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 7, 1_234_567, 9_999_999_999L})
    void findsTheNumberInAnEvent(long sequence) {
        assertThat(find("42[\"source:created\",{\"title\":\"" + SequenceMark.of(sequence) + "\"}]"))
                .isEqualTo(sequence);
    }

    @Test
    void findsItWhereAnotherFrameWasReadBefore() {
        var frames = Unpooled.copiedBuffer("3" + SequenceMark.of(5) + "\"}", StandardCharsets.US_ASCII);
        frames.readByte();

        assertThat(SequenceMark.find(frames)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "42[\"vault:joined\",{}]", "~123", "~123456789x~", "~1234567890", "~12345678901~"})
    void findsNoneElsewhere(String frame) {
        assertThat(find(frame)).isEqualTo(-1);
    }

    private static long find(String frame) {
        return SequenceMark.find(Unpooled.copiedBuffer(frame, StandardCharsets.US_ASCII));
    }
}
