package io.syncscript.local;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What has been started so far and the order in which it stops: whoever uses a part stops before it. Safe to call from the
 * thread that starts the stack and from the JVM's shutdown at once.
 */
final class Teardown {
    /** In the order of stopping. */
    enum Stage {
        FRONT_DOOR,
        GATEWAYS,
        API,
        REDIS,
        POSTGRES,
        DIRECTORY
    }

    private final Map<Stage, List<AutoCloseable>> parts = new EnumMap<>(Stage.class);
    private final Thread hook = new Thread(this::close, "stop-local-stack");
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed;

    /** Closes at the end of the JVM what is running then. */
    void closeWithJvm() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Takes over a part that runs; when everything has been stopped meanwhile, the part is stopped here and an exception thrown. */
    <T extends AutoCloseable> T add(Stage stage, T part) {
        boolean late;
        synchronized (this) {
            late = closed;
            if (!late) {
                parts.computeIfAbsent(stage, none -> new ArrayList<>()).add(part);
            }
        }
        if (late) {
            closePart(part);
            throw new IllegalStateException("The stack is stopping");
        }
        return part;
    }

    /**
     * Stops everything, the parts of one stage together. A part that fails to stop does not keep the others running; the first
     * failure is thrown at the end. Whoever calls it while it is at work waits for its end; afterwards it does nothing.
     */
    void close() {
        closing.lock();
        try {
            closeParts();
        } finally {
            closing.unlock();
        }
    }

    private void closeParts() {
        Map<Stage, List<AutoCloseable>> running;
        synchronized (this) {
            closed = true;
            running = new EnumMap<>(parts);
            parts.clear();
        }
        RuntimeException failure = null;
        for (List<AutoCloseable> together : running.values()) {
            failure = firstOf(failure, closeStage(together));
        }
        forgetHook();
        if (failure != null) {
            throw failure;
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is what runs, or about to find nothing to do.
        }
    }

    private static @Nullable RuntimeException closeStage(List<AutoCloseable> together) {
        CompletableFuture<?>[] closing = together.stream()
                .map(part -> CompletableFuture.runAsync(() -> closePart(part), Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(closing).join();
            return null;
        } catch (CompletionException e) {
            return e;
        }
    }

    private static @Nullable RuntimeException firstOf(
            @Nullable RuntimeException first, @Nullable RuntimeException second) {
        return first == null ? second : first;
    }

    private static void closePart(AutoCloseable part) {
        try {
            part.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("A part did not stop: " + e.getMessage(), e);
        }
    }
}
