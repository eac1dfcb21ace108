package io.syncscript.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.syncscript.doctor.check.Settings;
import io.syncscript.model.redis.RedisCredentials;
import io.syncscript.model.redis.RedisNode;
import io.syncscript.model.redis.RedisTopology;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorArgumentsTest {
    private static final URI LOCAL = URI.create("http://localhost:3000");

    @Test
    void examinesTheLocalStackAsTheDemoOwner() {
        DoctorArguments.Parsed parsed = DoctorArguments.parse(List.of(), Map.of());

        Settings settings = parsed.settings();
        assertThat(parsed.json()).isFalse();
        assertThat(settings.url()).isEqualTo(LOCAL);
        assertThat(settings.origins()).containsExactly(LOCAL);
        assertThat(settings.account()).isEqualTo(new Settings.Account("owner@demo.com", "syncscript"));
        assertThat(settings.gateways()).isEmpty();
        assertThat(settings.redis()).isEmpty();
        assertThat(settings.database()).isEmpty();
        assertThat(settings.quick()).isFalse();
    }

    @Test
    void takesWhatTheProcessesTakeFromTheEnvironment() {
        Settings settings = parse(Map.of(
                "SYNCSCRIPT_REDIS_URL", "rediss://:secret@redis.example:6380",
                "SYNCSCRIPT_DB_URL", "jdbc:postgresql://db.example/syncscript",
                "SYNCSCRIPT_DB_PASSWORD", "hidden"));

        assertThat(settings.redis())
                .contains(new RedisTopology.Standalone(
                        new RedisNode("redis.example", 6380),
                        new RedisCredentials(Optional.empty(), Optional.of("secret")),
                        true));
        assertThat(settings.database())
                .contains(new Settings.Database(
                        "jdbc:postgresql://db.example/syncscript", "syncscript", "hidden", "syncscript_gateway"));
    }

    @Test
    void takesSeveralGatewaysAndOrigins() {
        Settings settings = parse(
                Map.of(),
                "--url",
                "https://vaults.example/",
                "--gateway",
                "http://10.0.0.1:9092",
                "--gateway",
                "http://10.0.0.2:9092",
                "--origin",
                "https://app.example");

        assertThat(settings.url()).isEqualTo(URI.create("https://vaults.example"));
        assertThat(settings.gateways()).hasSize(2);
        assertThat(settings.origins()).containsExactly(URI.create("https://app.example"));
    }

    @Test
    void printsNoPassword() {
        Settings settings = parse(
                Map.of("SYNCSCRIPT_DOCTOR_PASSWORD", "hidden-1", "SYNCSCRIPT_DB_PASSWORD", "hidden-2"),
                "--db-url",
                "jdbc:postgresql://db.example/syncscript");

        assertThat(settings.account()).hasToString("owner@demo.com");
        assertThat(settings.database().orElseThrow().toString()).doesNotContain("hidden-2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--cure                     | Unknown option --cure",
                "--url                      | --url takes a value",
                "--url localhost            | --url takes a URL with http or https",
                "--url ftp://localhost      | --url takes a URL with http or https",
                "--url http://a.example/b   | --url takes scheme, host and port only",
                "--gateway http://u:p@a.b   | --gateway takes scheme, host and port only",
                "--redis-url redis://a:1,b:2 | --redis-url: several servers are a redis-cluster:// or redis-sentinel:// URL",
                "--db-url postgres://db     | --db-url takes a JDBC URL, jdbc:postgresql://host:port/database",
                "--db-url jdbc:postgresql:x | The password of syncscript is missing in SYNCSCRIPT_DB_PASSWORD",
                "--email me@my.example      | The password of me@my.example is missing in SYNCSCRIPT_DOCTOR_PASSWORD"
            })
    void saysInOneLineWhatIsWrong(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(Map.of(), line.split(" ")))
                .withMessage(message);
    }

    private static Settings parse(Map<String, String> environment, String... arguments) {
        return DoctorArguments.parse(List.of(arguments), environment).settings();
    }
}
