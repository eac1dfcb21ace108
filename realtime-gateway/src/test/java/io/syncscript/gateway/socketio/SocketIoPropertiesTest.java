package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SocketIoPropertiesTest {
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void hasSoundDefaults() {
        SocketIoProperties defaults = bind(Map.of());
        assertThat(VALIDATOR.validate(defaults)).isEmpty();
        assertThat(defaults.path()).isEqualTo("/socket.io/");
        assertThat(defaults.allowedOrigins()).isEmpty();
        assertThat(defaults.timeouts().pingInterval()).isEqualTo(Duration.ofSeconds(25));
        assertThat(defaults.limits().maxPayload().toBytes()).isEqualTo(1_000_000);
    }

    @Test
    void takesWhatIsConfigured() {
        SocketIoProperties properties = bind(Map.of(
                "syncscript.socketio.allowed-origins", "http://a.test,http://b.test",
                "syncscript.socketio.timeouts.ping-interval", "300ms",
                "syncscript.socketio.limits.outbound", "1MB"));
        assertThat(properties.allowedOrigins()).containsExactly("http://a.test", "http://b.test");
        assertThat(properties.timeouts().pingInterval()).isEqualTo(Duration.ofMillis(300));
        assertThat(properties.limits().outbound().toMegabytes()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "syncscript.socketio.path, socket.io",
        "syncscript.socketio.port, 70000",
        "syncscript.socketio.timeouts.ping-interval, 0s",
        "syncscript.socketio.limits.json-depth, 0"
    })
    void refusesWhatCannotWork(String key, String value) {
        assertThat(VALIDATOR.validate(bind(Map.of(key, value)))).isNotEmpty();
    }

    private static SocketIoProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("syncscript.socketio", SocketIoProperties.class);
    }
}
