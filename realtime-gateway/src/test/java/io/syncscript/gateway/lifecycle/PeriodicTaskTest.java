package io.syncscript.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {
    private final AtomicBoolean hurry = new AtomicBoolean();
    private final AtomicInteger runs = new AtomicInteger();
    private final PeriodicTask task =
            new PeriodicTask("test", Duration.ofHours(1), Duration.ofMillis(10), hurry::get, runs::incrementAndGet);

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void aHurryEndsThePauseThatIsUnderWayAndShortensTheNextOnes() {
        task.start();
        await().during(Duration.ofMillis(200)).until(() -> runs.get() == 0);

        hurry.set(true);
        await().until(() -> runs.get() >= 3);

        hurry.set(false);
        await().pollDelay(Duration.ofMillis(50)).until(() -> true);
        int done = runs.get();
        await().during(Duration.ofMillis(200)).until(() -> runs.get() == done);
    }

    @Test
    void doesNotRunOnceItIsStopped() {
        hurry.set(true);
        task.start();
        await().until(() -> runs.get() > 0);

        task.stop();
        await().pollDelay(Duration.ofMillis(50)).until(() -> true);
        int done = runs.get();

        await().during(Duration.ofMillis(200)).until(() -> runs.get() == done);
        assertThat(task.isRunning()).isFalse();
    }
}
