package io.syncscript.gateway.lifecycle;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again on a virtual thread of its own, so it may block. Each pause is the interval or up to a tenth
 * less, which spreads the tasks of many processes and makes none late. A run that throws is logged, and the next one comes.
 * A task that may be in a hurry at times has a second, shorter interval for them; a pause that is under way ends then, too.
 */
public final class PeriodicTask {
    private static final Logger log = LoggerFactory.getLogger(PeriodicTask.class);

    private final String name;
    private final Duration interval;
    private final Duration hurriedInterval;
    private final BooleanSupplier hurry;
    private final Runnable task;
    private volatile @Nullable Thread thread;

    /** @param interval from the end of one run to the start of the next */
    public PeriodicTask(String name, Duration interval, Runnable task) {
        this(name, interval, interval, () -> false, task);
    }

    /**
     * @param interval from the end of one run to the start of the next
     * @param hurriedInterval the same while there is a hurry, no longer than the interval
     * @param hurry asked, on the task's thread, whenever the shorter interval is over
     */
    public PeriodicTask(
            String name, Duration interval, Duration hurriedInterval, BooleanSupplier hurry, Runnable task) {
        this.name = name;
        this.interval = interval;
        this.hurriedInterval = hurriedInterval;
        this.hurry = hurry;
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
        while (pause()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.error("{} failed", name, e);
            }
        }
    }

    /** True where the task is still to run after the pause. */
    private boolean pause() {
        try {
            long rest = upToATenthLess(interval);
            do {
                long step = Math.min(rest, upToATenthLess(hurriedInterval));
                Thread.sleep(step);
                rest -= step;
            } while (isCurrent() && rest > 0 && !hurry.getAsBoolean());
            return isCurrent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    private static long upToATenthLess(Duration duration) {
        long millis = duration.toMillis();
        return millis - ThreadLocalRandom.current().nextLong(millis / 10 + 1);
    }
}
