package io.syncscript.acceptance.fault;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Time that must pass because it is what is tested: how long something stays broken. */
final class Pause {
    private Pause() {}

    static void of(Duration time) {
        Awaitility.await().pollDelay(time).timeout(time.plusSeconds(60)).until(() -> true);
    }

    static void ofSeconds(double seconds) {
        of(Duration.ofMillis((long) (seconds * 1_000)));
    }
}
