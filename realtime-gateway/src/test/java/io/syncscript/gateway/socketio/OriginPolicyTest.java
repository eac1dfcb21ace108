package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTest {
    private final OriginPolicy policy = new OriginPolicy(List.of("http://localhost:3000"));

    @Test
    void letsAnAllowedOriginReadWithCredentials() {
        assertThat(policy.allows("http://localhost:3000")).isTrue();
        assertThat(policy.headers("http://localhost:3000").get("access-control-allow-origin"))
                .isEqualTo("http://localhost:3000");
        assertThat(policy.headers("http://localhost:3000").get("access-control-allow-credentials"))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3001",
                "https://localhost:3000",
                "http://localhost:3000.evil.test",
                "http://LOCALHOST:3000",
                "null",
                "*",
                ""
            })
    void givesOthersNothing(String origin) {
        assertThat(policy.allows(origin)).isFalse();
        assertThat(policy.headers(origin)).isEmpty();
    }

    @Test
    void servesWhatComesFromNoPage() {
        assertThat(policy.allows(null)).isTrue();
        assertThat(policy.headers(null)).isEmpty();
    }

    @Test
    void canBeOpenToAll() {
        assertThat(new OriginPolicy(List.of("*")).allows("http://anywhere.test"))
                .isTrue();
    }
}
