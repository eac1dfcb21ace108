package io.syncscript.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SessionDigestTest {
    /** The value is what {@code sha256sum} says: rows must be found by every version of both processes. */
    @Test
    void isTheSha256OfTheId() {
        assertThat(HexFormat.of().formatHex(SessionDigest.of("01234567-89ab-cdef-0123-456789abcdef")))
                .isEqualTo("a23d006bb020a81dfd1afa15968e07dcae8a9e0016934b97496d839b8aac8fea");
    }
}
