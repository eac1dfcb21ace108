package io.syncscript.api.observation;

import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** The time of Redis commands in the timer {@code lettuce} that their observation has too, without an observation of each. */
class RedisCommandTimer implements CommandLatencyRecorder {
    private final MeterRegistry meters;
    private final ConcurrentMap<String, Timer> timers = new ConcurrentHashMap<>();

    RedisCommandTimer(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void recordCommandLatency(
            SocketAddress local, SocketAddress remote, ProtocolKeyword command, long firstResponse, long completion) {
        timers.computeIfAbsent(command.toString(), this::timer).record(completion, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String operation) {
        return Timer.builder("lettuce")
                .description("Commands to Redis, until their answer was complete")
                .tag("db.operation", operation)
                .register(meters);
    }
}
