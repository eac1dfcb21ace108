package io.syncscript.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookieTest {
    @Test
    void readsTheIdThatSpringSessionWrote() {
        String id = "7d3c1b0e-2a5e-4a5f-9a55-0f7f6f1d2c3b";
        String cookie = Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));

        assertThat(SessionCookie.sessionId(cookie)).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "a", "gICA", "AAAA", "YQ0KYg==", "b25l"})
    void findsNoIdInAForgedCookie(String cookie) {
        assertThat(SessionCookie.sessionId(cookie)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"expires:", "..\\", "\r\n"})
    void findsNoIdThatReachesBeyondItsKey(String prefix) {
        String id = prefix + "7d3c1b0e-2a5e-4a5f-9a55-0f7f6f1d2c3b";
        String cookie = Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));

        assertThat(SessionCookie.sessionId(cookie)).isEmpty();
    }

    @Test
    void findsNoIdInAnOverlongCookie() {
        assertThat(SessionCookie.sessionId("YWFh".repeat(1000))).isEmpty();
    }
}
