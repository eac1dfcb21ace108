package io.syncscript.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncscript.benchmarks.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchArgumentsTest {
    @Test
    void measuresAllOfTheQuickProfileByDefault() {
        BenchArguments arguments = BenchArguments.parse(List.of());

        assertThat(arguments.profile()).isEqualTo("quick");
        assertThat(List.of("floor", "ours", "peer")).allMatch(arguments::measures);
    }

    @Test
    void leavesOutWhatIsNotAskedFor() {
        BenchArguments arguments =
                BenchArguments.parse(List.of("full", "--only", "ours", "--only", "floor", "--scenario", "fanout"));

        assertThat(arguments.measures("peer")).isFalse();
        assertThat(titles(arguments))
                .containsExactly(
                        "Fan-out: 1,000 members x 50 events/s, 20 s", "Fan-out: 5,000 members x 10 events/s, 20 s");
    }

    @Test
    void takesItsSizesFromTheCommandLine() {
        BenchArguments arguments = BenchArguments.parse(
                List.of("--scenario", "fanout", "--members", "20", "--rate", "30", "--seconds", "2", "--rounds", "1"));

        assertThat(titles(arguments)).containsExactly("Fan-out: 20 members x 30 events/s, 2 s");
        assertThat(Profile.of(arguments).phases()).allMatch(phase -> phase.rounds() == 1);
    }

    @Test
    void runsAStormWhereOneIsAskedForByName() {
        assertThat(titles(BenchArguments.parse(List.of()))).noneMatch(title -> title.startsWith("Reconnect storm"));
        assertThat(titles(BenchArguments.parse(List.of("--scenario", "storm"))))
                .singleElement()
                .asString()
                .startsWith("Reconnect storm: 1,000 members");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "huge              | Unknown option or profile huge",
                "--only theirs     | --only takes one of floor, ours, peer",
                "--scenario sleep  | --scenario takes one of burst, fanout, join, memory, mutations, storm",
                "--members 0       | --members takes a number from 1 to 999999",
                "--rate            | --rate takes a number from 1 to 999999"
            })
    void saysWhatIsWrong(String line, String message) {
        assertThatThrownBy(() -> BenchArguments.parse(List.of(line.split(" ", -1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static List<String> titles(BenchArguments arguments) {
        return Profile.of(arguments).phases().stream()
                .flatMap(phase -> phase.scenarios().stream())
                .map(Scenario::title)
                .toList();
    }
}
