package io.syncscript.gateway.lifecycle;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again on a virtual thread of its own, so it may block. Each pause is the interval or up to a tenth
 * less, which spreads the tasks of many processes and makes none late. A run that throws is logged, and the next one comes.
 */
public final class PeriodicTask {
    private static final Logger log = LoggerFactory.getLogger(PeriodicTask.class);

    private final String name;
    private final Duration interval;
    private final Runnable task;
    private volatile @Nullable Thread thread;

    /** @param interval from the end of one run to the start of the next */
    public PeriodicTask(String name, Duration interval, Runnable task) {
        this.name = name;
        this.interval = interval;
        this.task = task;
    }

    public void start() {
        Thread starting = Thread.ofVirtual().name(name).unstarted(this::repeat);
        thread = starting;
        starting.start();
    }

    /** No run starts after this; does not wait for one that is under way. */
    public void stop() {
        thread = null;
    }

    public boolean isRunning() {
        return thread != null;
    }

    private void repeat() {
        long millis = interval.toMillis();
        while (pause(millis - ThreadLocalRandom.current().nextLong(millis / 10 + 1))) {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.error("{} failed", name, e);
            }
        }
    }

    /** True where the task is still to run after the pause. */
    private boolean pause(long millis) {
        try {
            Thread.sleep(millis);
            return Thread.currentThread().equals(thread);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
