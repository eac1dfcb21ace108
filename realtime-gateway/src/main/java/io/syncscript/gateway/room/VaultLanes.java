package io.syncscript.gateway.room;

import io.syncscript.gateway.fanout.VaultTopics;
import io.syncscript.gateway.replay.VaultLog;
import io.syncscript.model.channel.ChannelNames;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * The lanes of the vaults that somebody here has joined or is about to join; never two of one vault. A lane is in use once for
 * each participant in its room and once for each that is on its way in, and goes when it is no longer in use. Safe for any
 * thread.
 */
@Component
class VaultLanes {
    private final ConcurrentMap<String, Use> lanes = new ConcurrentHashMap<>();
    private final RoomFactory rooms;
    private final VaultLog log;
    private final VaultTopics topics;
    private final RoomProperties properties;
    private final RoomWatch watch;

    private record Use(VaultLane lane, int count) {}

    VaultLanes(RoomFactory rooms, VaultLog log, VaultTopics topics, RoomProperties properties, RoomWatch watch) {
        this.rooms = rooms;
        this.log = log;
        this.topics = topics;
        this.properties = properties;
        this.watch = watch;
        watch.rooms().watchLanes(lanes.values());
    }

    /**
     * The lane of a vault, new where there is none. The caller gives this use of it back by {@link #release}, or leaves it to
     * the participant that has entered the room.
     */
    VaultLane acquire(String vaultId) {
        return lanes.compute(
                        vaultId,
                        (id, use) -> use == null ? new Use(create(id), 1) : new Use(use.lane(), use.count() + 1))
                .lane();
    }

    void release(VaultLane lane) {
        lanes.computeIfPresent(lane.vaultId(), (id, use) -> {
            if (use.count() > 1) {
                return new Use(use.lane(), use.count() - 1);
            }
            use.lane().close();
            return null;
        });
    }

    Collection<VaultLane> active() {
        return lanes.values().stream().map(Use::lane).toList();
    }

    private VaultLane create(String vaultId) {
        return new VaultLane(
                vaultId, rooms.create(ChannelNames.vaultRoom(vaultId)), log, topics, properties, watch, this::release);
    }
}
