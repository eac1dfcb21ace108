package io.syncscript.model.id;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CuidTest {
    @ParameterizedTest
    @ValueSource(strings = {"clx123abc456def", "c12345678", "cabcdefghijklmnopqrstuvwxyz01234"})
    void acceptsAnIdOfTheDocumentedShape(String id) {
        assertThat(Cuid.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "c1234567",
                "cabcdefghijklmnopqrstuvwxyz012345",
                "x12345678",
                "c1234567A",
                "c1234567-",
                "c12345678\n",
                " c12345678",
                "c1234567é"
            })
    void refusesAnythingElse(String id) {
        assertThat(Cuid.isValid(id)).isFalse();
    }
}
