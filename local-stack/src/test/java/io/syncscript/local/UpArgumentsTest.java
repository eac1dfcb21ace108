package io.syncscript.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpArgumentsTest {
    private static final Path ROOT = Path.of("checkout");

    @Test
    void defaultsToTwoGatewaysOnPort3000WithTheDataKept() {
        StackOptions options = UpArguments.parse(ROOT, List.of());

        assertThat(options).isEqualTo(StackOptions.defaults(ROOT));
        assertThat(options.port()).isEqualTo(3000);
        assertThat(options.gateways()).isEqualTo(2);
        assertThat(options.fresh()).isFalse();
        assertThat(options.demoData()).isTrue();
    }

    @Test
    void takesItsOptionsInAnyOrder() {
        StackOptions options = UpArguments.parse(ROOT, List.of("--fresh", "--port", "4000", "--gateways", "3"));

        assertThat(options)
                .isEqualTo(StackOptions.defaults(ROOT)
                        .withPort(4000)
                        .withGateways(3)
                        .withFresh(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--gateways      | --gateways takes a number from 1 to 50",
                "--gateways 0    | --gateways takes a number from 1 to 50, not 0",
                "--gateways 51   | --gateways takes a number from 1 to 50, not 51",
                "--gateways two  | --gateways takes a number from 1 to 50, not two",
                "--port 0        | --port takes a number from 1 to 65535, not 0",
                "--port 65536    | --port takes a number from 1 to 65535, not 65536",
                "--port -1       | --port takes a number from 1 to 65535, not -1",
                "--port 99999999999999 | --port takes a number from 1 to 65535, not 99999999999999",
                "--refresh       | Unknown option --refresh",
                "3000            | Unknown option 3000"
            })
    void saysInOneLineWhatIsWrong(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpArguments.parse(ROOT, List.of(line.split(" "))))
                .withMessage(message);
    }
}
