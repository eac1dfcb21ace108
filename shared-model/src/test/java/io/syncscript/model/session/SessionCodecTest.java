package io.syncscript.model.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCodecTest {
    @Test
    void saysWhichSessionsEnded() {
        SessionEnded ended = new SessionEnded("cuser00001", List.of("one", "two"));

        assertThat(SessionCodec.decodeEnded(SessionCodec.encode(ended))).isEqualTo(ended);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"x\"", "{\"userId\":\"cuser00001\"}"})
    void refusesWhatSaysNothingOfSessions(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionCodec.decodeEnded(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsThePrincipal() {
        byte[] json = "{\"userId\":\"cuser00001\",\"email\":\"a@demo.com\",\"name\":\"Ada\"}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(SessionCodec.decodePrincipal(json))
                .isEqualTo(new SessionPrincipal("cuser00001", "a@demo.com", "Ada"));
    }
}
