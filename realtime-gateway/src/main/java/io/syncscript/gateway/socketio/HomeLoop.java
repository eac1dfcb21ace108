package io.syncscript.gateway.socketio;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The event loop that a connection lives on from its first request to its end. Tasks run one after the other in the order in
 * which they were submitted, so what is confined to a home loop needs no lock. What was written during a turn is flushed once,
 * behind all tasks that were waiting when the first write happened.
 */
final class HomeLoop {
    private final EventLoop loop;
    private List<Connection> unflushed = new ArrayList<>();

    HomeLoop(EventLoop loop) {
        this.loop = loop;
    }

    EventLoop eventLoop() {
        return loop;
    }

    boolean isCurrent() {
        return loop.inEventLoop();
    }

    /** Runs the task behind those that wait already; false where the loop has ended, and with it all connections on it. */
    boolean execute(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Whether tasks wait behind the one that runs; on the loop only. */
    boolean isBusy() {
        return loop instanceof SingleThreadEventExecutor executor && executor.pendingTasks() > 0;
    }

    Future<?> schedule(Runnable task, Duration delay) {
        return loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Has the connection flushed at the end of the turn; on the loop only, and once for each turn. */
    void flushLater(Connection connection) {
        unflushed.add(connection);
        if (unflushed.size() == 1) {
            execute(this::flush);
        }
    }

    private void flush() {
        List<Connection> turn = unflushed;
        unflushed = new ArrayList<>(turn.size());
        turn.forEach(Connection::flush);
    }
}
