package io.syncscript.gateway.socketio;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Pings one client and ends its connection when it does not answer. Confined to the connection's home loop. */
final class Heartbeat implements Runnable {
    private final Connection connection;
    private final Duration interval;
    private final Duration timeout;
    private long due;
    private boolean awaitsPong;
    private @Nullable Future<?> timer;

    Heartbeat(Connection connection, SocketIoProperties.Timeouts timeouts) {
        this.connection = connection;
        this.interval = timeouts.pingInterval();
        this.timeout = timeouts.pingTimeout();
    }

    void start() {
        due = System.nanoTime();
        schedule(interval);
    }

    void onPong() {
        if (awaitsPong) {
            awaitsPong = false;
            stop();
            start();
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @Override
    public void run() {
        if (awaitsPong) {
            connection.close(DisconnectReason.PING_TIMEOUT);
        } else {
            awaitsPong = true;
            connection.send(Outbound.PING);
            schedule(timeout);
        }
    }

    /** Counts from when the timer before was due, so that a late timer does not prolong the timeout. */
    private void schedule(Duration delay) {
        due += delay.toNanos();
        timer = connection.home().schedule(this, Duration.ofNanos(due - System.nanoTime()));
    }
}
