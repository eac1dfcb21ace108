package io.syncscript.gateway.socketio;

import java.time.Duration;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** Settings and servers of the tests: every timeout short enough to wait for. */
final class TestServers {
    static final String ORIGIN = "http://localhost:3000";

    static final SocketIoProperties.Timeouts TIMEOUTS = new SocketIoProperties.Timeouts(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofMillis(700),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofMillis(600),
            Duration.ofSeconds(1));

    static final SocketIoProperties.Limits LIMITS =
            new SocketIoProperties.Limits(DataSize.ofBytes(100_000), DataSize.ofKilobytes(512), 32, 10_000, 10, 1_000);

    /** No limit at all. */
    static final QuotaProperties QUOTAS = new QuotaProperties(List.of("127.0.0.0/8"), 0, 0, 0, 1, 0, 1);

    private TestServers() {}

    static SocketIoProperties properties() {
        return properties(TIMEOUTS);
    }

    static SocketIoProperties properties(SocketIoProperties.Timeouts timeouts) {
        return new SocketIoProperties("127.0.0.1", 0, "/socket.io/", List.of(ORIGIN), 4, timeouts, LIMITS);
    }

    /** The timeouts with another heartbeat. */
    static SocketIoProperties.Timeouts pinging(Duration interval, Duration timeout) {
        return new SocketIoProperties.Timeouts(
                interval,
                timeout,
                TIMEOUTS.connect(),
                TIMEOUTS.refused(),
                TIMEOUTS.upgrade(),
                TIMEOUTS.request(),
                TIMEOUTS.keepAlive());
    }
}
