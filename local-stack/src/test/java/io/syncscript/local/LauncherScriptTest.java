package io.syncscript.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell half of {@code ./syncscript}, run from another directory as a user may. */
class LauncherScriptTest {
    private record Outcome(int status, String output) {}

    @Test
    void explainsItself() throws Exception {
        Outcome help = run("help");

        assertThat(help.status()).isZero();
        assertThat(help.output())
                .contains(
                        "up [--gateways N] [--port 3000] [--fresh]",
                        "test",
                        "soak [--minutes N] [--seed S]",
                        "bench [quick|full|messages] [--only ours|peer|floor] [--scenario NAME] [OPTIONS]",
                        "doctor [--url http://localhost:3000] [OPTIONS]",
                        "help");
    }

    @Test
    void explainsItselfToOneWhoGivesNoCommand() throws Exception {
        Outcome nothing = run();

        assertThat(nothing.status()).isEqualTo(2);
        assertThat(nothing.output()).startsWith("Usage: ./syncscript COMMAND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "down               | syncscript: Unknown command down. See ./syncscript help.",
                "up --reset         | syncscript up: Unknown option --reset. See ./syncscript help.",
                "up --port          | syncscript up: --port takes a number. See ./syncscript help.",
                "up --gateways two  | syncscript up: --gateways takes a number. See ./syncscript help.",
                "soak --hours 2     | syncscript soak: Unknown option --hours. See ./syncscript help.",
                "soak --minutes     | syncscript soak: --minutes takes a number. See ./syncscript help.",
                "soak --seed x      | syncscript soak: --seed takes a number. See ./syncscript help.",
                "bench --fast       | syncscript bench: Unknown option --fast. See ./syncscript help.",
                "bench --rounds x   | syncscript bench: --rounds takes a number. See ./syncscript help.",
                "bench --only       | syncscript bench: --only takes a name. See ./syncscript help.",
                "doctor --cure      | syncscript doctor: Unknown option --cure. See ./syncscript help.",
                "doctor --url       | syncscript doctor: --url takes a value. See ./syncscript help."
            })
    void saysInOneLineWhatIsWrong(String line, String message) throws Exception {
        assertThat(run(line.split(" "))).isEqualTo(new Outcome(2, message + "\n"));
    }

    private static Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of("..", "syncscript").toAbsolutePath().normalize().toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
