package io.syncscript.gateway.room;

import com.zaxxer.hikari.HikariDataSource;
import io.syncscript.gateway.fanout.CanaryProperties;
import io.syncscript.gateway.lifecycle.IsolationProperties;
import io.syncscript.gateway.replay.ReplayProperties;
import io.syncscript.gateway.socketio.SocketIoProperties;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/**
 * Refuses to start with settings that are each allowed and do harm together; the message names both. The listener depends on it,
 * and the server on the listener, so that nothing was begun that would have to be ended.
 */
@Component
final class ConsistentSettings {
    private static final String BATCH = "syncscript.replay.batch";
    private static final int BATCHES_PER_OUTBOUND = 4;
    private static final int LEAST_CONNECTIONS = 2;

    ConsistentSettings(
            RoomProperties room,
            ReplayProperties replay,
            SocketIoProperties socketIo,
            CanaryProperties canary,
            IsolationProperties isolation,
            HikariDataSource pool) {
        Duration canaryRound = canary.interval().plus(canary.timeout());
        require(
                isolation.limit().compareTo(canaryRound) > 0,
                "syncscript.isolation.limit",
                simple(isolation.limit()),
                "It is no longer than syncscript.canary.interval and timeout, " + simple(canaryRound)
                        + ": without PostgreSQL all sockets would be sent away though Redis delivers.");
        require(
                room.fastSweepInterval().compareTo(room.sweepInterval()) <= 0,
                "syncscript.room.fast-sweep-interval",
                simple(room.fastSweepInterval()),
                "It is longer than syncscript.room.sweep-interval, " + simple(room.sweepInterval()) + ".");
        require(replay.batch().toBytes() > 0, BATCH, replay.batch(), "A replay sends at least one byte at a time.");
        require(
                replay.batch().toBytes() <= socketIo.limits().outbound().toBytes() / BATCHES_PER_OUTBOUND,
                BATCH,
                replay.batch(),
                "It is more than a quarter of syncscript.socketio.limits.outbound, "
                        + socketIo.limits().outbound() + ": who resumes while others write would be a slow reader.");
        require(
                pool.getMaximumPoolSize() >= LEAST_CONNECTIONS,
                "spring.datasource.hikari.maximum-pool-size",
                pool.getMaximumPoolSize(),
                "Requests take half of the connections, and live events need one: at least " + LEAST_CONNECTIONS + ".");
    }

    private static String simple(Duration duration) {
        return DurationStyle.SIMPLE.print(duration, ChronoUnit.MILLIS);
    }

    private static void require(boolean holds, String key, Object value, String reason) {
        if (!holds) {
            throw new InvalidConfigurationPropertyValueException(key, value, reason);
        }
    }
}
