package io.syncscript.local.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+OK\r\n",
                "-ERR no\r\n",
                ":0\r\n",
                "$0\r\n\r\n",
                "$-1\r\n",
                "$4\r\na\r\nb\r\n",
                "*0\r\n",
                "*-1\r\n",
                "*2\r\n$1\r\na\r\n*2\r\n:1\r\n$-1\r\n",
                "_\r\n",
                "#t\r\n",
                ",3.14\r\n",
                "(123456789012345678901234567890\r\n",
                "!5\r\nERR x\r\n",
                "=5\r\ntxt:x\r\n",
                "%2\r\n+a\r\n:1\r\n+b\r\n*1\r\n:2\r\n",
                "~2\r\n+a\r\n+b\r\n",
                ">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$2\r\n\r\n\r\n",
                "PING\r\n"
            })
    void takesAValueWholeAndNoMore(String value) throws IOException {
        RespReader reader = reader(value + "+next\r\n");

        assertThat(text(reader.read().orElseThrow())).isEqualTo(value);
        assertThat(text(reader.read().orElseThrow())).isEqualTo("+next\r\n");
        assertThat(reader.read()).isEmpty();
    }

    @Test
    void tellsTheItemsOfAPush() throws IOException {
        RespFrame frame = reader(">4\r\n$8\r\nSMessage\r\n$3\r\nä!\r\n:7\r\n*1\r\n:1\r\n")
                .read()
                .orElseThrow();

        assertThat(frame.isPush()).isTrue();
        assertThat(frame.name()).isEqualTo("smessage");
        assertThat(frame.items()).isEqualTo(List.of("SMessage", "ä!", "7", ""));
    }

    @Test
    void tellsTheWordsOfAnInlineCommand() throws IOException {
        assertThat(reader("Ping now\r\n").read().orElseThrow().items()).containsExactly("Ping", "now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*2\r\n$1\r\na\r\n", "$5\r\nabc", "+O", "%1\r\n+a\r\n"})
    void refusesHalfAValue(String half) {
        assertThatThrownBy(() -> reader(half).read()).isInstanceOf(EOFException.class);
    }

    private static RespReader reader(String text) {
        return new RespReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(RespFrame frame) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frame.writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
