package io.syncscript.gateway.room;

import io.syncscript.gateway.fanout.RedisDelivery;
import io.syncscript.gateway.lifecycle.PeriodicTask;
import io.syncscript.gateway.lifecycle.StoreContact;
import io.syncscript.gateway.replay.VaultLog;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Compares, in one query, the heads of all vaults with members here with what their lanes delivered, and makes those that are
 * behind catch up. So whatever Redis lost, or did while it was away, is late by one interval at most. A lane that is behind puts
 * Redis in doubt, and while there is doubt the sweeps follow each other faster.
 */
@Component
class HeadSweep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(HeadSweep.class);

    private final VaultLanes lanes;
    private final VaultLog vaultLog;
    private final RedisDelivery redis;
    private final StoreContact contact;
    private final RoomMetrics metrics;
    private final PeriodicTask task;
    private boolean logAway;

    HeadSweep(
            VaultLanes lanes,
            VaultLog vaultLog,
            RedisDelivery redis,
            StoreContact contact,
            RoomMetrics metrics,
            RoomProperties properties) {
        this.lanes = lanes;
        this.vaultLog = vaultLog;
        this.redis = redis;
        this.contact = contact;
        this.metrics = metrics;
        this.task = new PeriodicTask(
                "head-sweep", properties.sweepInterval(), properties.fastSweepInterval(), redis::isInDoubt, this::run);
    }

    private void run() {
        long start = System.nanoTime();
        try {
            int behind = sweep();
            metrics.swept(Duration.ofNanos(System.nanoTime() - start), behind);
            logAway = false;
        } catch (DataAccessException e) {
            if (!logAway) {
                log.warn(
                        "Cannot read the heads of vaults now: {}",
                        e.getMostSpecificCause().getMessage());
            }
            logAway = true;
        }
    }

    /** Returns how many lanes are behind. */
    private int sweep() {
        Collection<VaultLane> active = lanes.active();
        if (active.isEmpty()) {
            return 0;
        }
        long askedAt = System.nanoTime();
        Map<String, Long> heads =
                vaultLog.heads(active.stream().map(VaultLane::vaultId).toList());
        contact.proven(askedAt);
        int behind = 0;
        for (VaultLane lane : active) {
            if (lane.catchUpTo(heads.getOrDefault(lane.vaultId(), 0L))) {
                behind++;
            }
        }
        if (behind > 0) {
            redis.prove();
        }
        return behind;
    }

    @Override
    public void start() {
        task.start();
    }

    @Override
    public void stop() {
        task.stop();
    }

    @Override
    public boolean isRunning() {
        return task.isRunning();
    }

    @Override
    public int getPhase() {
        return 1;
    }
}
