package io.syncscript.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

import io.syncscript.local.Teardown.Stage;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class TeardownTest {
    private final Teardown teardown = new Teardown();
    private final BlockingQueue<String> stopped = new LinkedBlockingQueue<>();

    @Test
    void stopsWhatUsesAPartBeforeThePart() {
        for (Stage stage : List.of(Stage.POSTGRES, Stage.API, Stage.FRONT_DOOR, Stage.REDIS, Stage.GATEWAYS)) {
            teardown.add(stage, () -> stopped.add(stage.name()));
        }

        teardown.close();

        assertThat(stopped).containsExactly("FRONT_DOOR", "GATEWAYS", "API", "REDIS", "POSTGRES");
    }

    @Test
    void stopsTheOthersWhenOneFailsAndThenSaysSo() {
        teardown.add(Stage.GATEWAYS, () -> {
            throw new IllegalStateException("stuck");
        });
        teardown.add(Stage.GATEWAYS, () -> stopped.add("second gateway"));
        teardown.add(Stage.API, () -> stopped.add("api"));

        assertThatRuntimeException()
                .isThrownBy(teardown::close)
                .withRootCauseInstanceOf(IllegalStateException.class)
                .withStackTraceContaining("stuck");

        assertThat(stopped).containsExactly("second gateway", "api");
    }

    @Test
    void stopsEveryPartOnce() {
        teardown.add(Stage.API, () -> stopped.add("api"));

        teardown.close();
        teardown.close();

        assertThat(stopped).containsExactly("api");
    }

    @Test
    void stopsAPartThatComesUpTooLate() {
        teardown.close();

        assertThatIllegalStateException().isThrownBy(() -> teardown.add(Stage.API, () -> stopped.add("api")));

        assertThat(stopped).containsExactly("api");
    }
}
