package io.syncscript.doctor.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncscript.doctor.access.Session;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieFlagsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SESSION=x; Path=/; Secure; HttpOnly; SameSite=Lax",
                "SESSION=x;samesite=STRICT;httponly;path=/;secure;Max-Age=5"
            })
    void acceptsACookieThatIsProtected(String header) throws Exception {
        assertThat(CookieFlags.judge(new Session("x", header), true)).isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void asksForSecureOverHttpsOnly() throws Exception {
        Session session = new Session("x", "SESSION=x; Path=/; HttpOnly; SameSite=Lax");
        assertThat(CookieFlags.judge(session, false)).isInstanceOf(Finding.Healthy.class);
        assertThatExceptionOfType(FailedException.class)
                .isThrownBy(() -> CookieFlags.judge(session, true))
                .withMessage("it is not Secure though the origin is https");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SESSION=x; Path=/; SameSite=Lax               | it lacks HttpOnly",
                "SESSION=x; Path=/; HttpOnly                   | it lacks SameSite=Lax",
                "SESSION=x; Path=/; HttpOnly; SameSite=None    | it lacks SameSite=Lax",
                "SESSION=x; Path=/api; HttpOnly; SameSite=Lax  | it lacks Path=/",
                "SESSION=x                                     | it lacks HttpOnly, SameSite=Lax, Path=/"
            })
    void namesWhatIsMissing(String header, String problem) {
        assertThatExceptionOfType(FailedException.class)
                .isThrownBy(() -> CookieFlags.judge(new Session("x", header), false))
                .withMessage(problem);
    }
}
