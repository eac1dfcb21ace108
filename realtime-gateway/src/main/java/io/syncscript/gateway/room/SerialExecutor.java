package io.syncscript.gateway.room;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
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

    private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final String name;

    private record Task(CompletableFuture<?> condition, Runnable action) {}

    /** @param name for the log */
    SerialExecutor(String name) {
        this.name = name;
    }

    @Override
    public void execute(Runnable task) {
        executeAfter(AT_ONCE, task);
    }

    /** Executes a task in its turn, and not before the condition is complete, in whatever way; those behind it wait too. */
    void executeAfter(CompletableFuture<?> condition, Runnable task) {
        tasks.add(new Task(condition, task));
        if (unfinished.getAndIncrement() == 0) {
            awaitCondition();
        }
    }

    /** How many tasks were submitted and are not finished, the running one included. */
    int unfinished() {
        return unfinished.get();
    }

    /** Goes on when the first task may run, and holds no thread until then. */
    @SuppressWarnings("FutureReturnValueIgnored") // starting a thread does not fail
    private void awaitCondition() {
        tasks.element().condition().whenComplete((result, failure) -> Thread.startVirtualThread(this::run));
    }

    private void run() {
        do {
            run(tasks.remove().action());
            if (unfinished.decrementAndGet() == 0) {
                return;
            }
        } while (tasks.element().condition().isDone());
        awaitCondition();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.error("A task of {} failed", name, e);
        }
    }
}
