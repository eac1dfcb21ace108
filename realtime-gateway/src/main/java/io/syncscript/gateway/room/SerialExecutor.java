package io.syncscript.gateway.room;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after another in the order of their submission, on virtual threads: never on the caller's thread and never on
 * an event loop, so a task may block. What one task wrote the next one sees, without locks. A task that throws, an error even, is
 * logged and the next one runs. Holds no thread while it has nothing to do.
 */
final class SerialExecutor implements Executor {
    private static final Logger log = LoggerFactory.getLogger(SerialExecutor.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final String name;

    /** @param name for the log */
    SerialExecutor(String name) {
        this.name = name;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (unfinished.getAndIncrement() == 0) {
            Thread.startVirtualThread(this::run);
        }
    }

    /** How many tasks were submitted and are not finished, the running one included. */
    int unfinished() {
        return unfinished.get();
    }

    private void run() {
        do {
            Runnable task = tasks.remove();
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                log.error("A task of {} failed", name, e);
            }
        } while (unfinished.decrementAndGet() > 0);
    }
}
