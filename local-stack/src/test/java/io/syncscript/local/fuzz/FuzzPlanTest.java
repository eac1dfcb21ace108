package io.syncscript.local.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FuzzPlanTest {
    private static final byte[] VALID = "42[\"vault:join\",\"cabcdefgh12\"]".getBytes(UTF_8);

    @Test
    void repeatsARunFromItsSeed() {
        assertThat(inputs(new FuzzPlan(7, 500))).isEqualTo(inputs(new FuzzPlan(7, 500)));
    }

    @Test
    void makesOtherInputsFromAnotherSeed() {
        assertThat(inputs(new FuzzPlan(7, 500))).isNotEqualTo(inputs(new FuzzPlan(8, 500)));
    }

    @Test
    void makesFewInputsTwice() {
        assertThat(inputs(new FuzzPlan(7, 500)).stream().distinct().count()).isGreaterThan(300);
    }

    private static List<String> inputs(FuzzPlan plan) {
        return IntStream.range(0, plan.inputs())
                .mapToObj(number -> new String(plan.input(number).mutate(VALID), UTF_8))
                .toList();
    }
}
