package io.syncscript.gateway.fanout;

import io.syncscript.model.channel.ChannelNames;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.redisson.connection.ConnectionManager;
import org.redisson.connection.MasterSlaveConnectionManager;
import org.redisson.connection.MasterSlaveEntry;
import org.springframework.stereotype.Component;

/**
 * The parts of Redis that can fail alone: of a cluster each master with its replicas, and otherwise all of Redis. Methods block
 * while the Redis client has never been connected, and throw where that fails.
 */
@Component
class Shards {
    private static final int SLOTS = MasterSlaveConnectionManager.MAX_SLOT;

    /** A shard of a single slot is found among as many with a probability of 99.9 %. */
    private static final int ATTEMPTS = 8 * SLOTS;

    private final RedissonClients redisson;
    private final String gatewayId = UUID.randomUUID().toString();

    /** Of each slot, and null where there is none. */
    private @Nullable MasterSlaveEntry[] owners = new MasterSlaveEntry[SLOTS];

    Shards(RedissonClients redisson) {
        this.redisson = redisson;
    }

    /** One shard, the same while servers take each other's place in it. */
    record Shard(MasterSlaveEntry entry) {
        /** Where its master is now. */
        InetSocketAddress address() {
            return entry.getClient().getAddr();
        }
    }

    /**
     * What is known of the shards at one time.
     *
     * @param canaryChannels for each shard a channel of this gateway that is there
     * @param complete false where no shard has some of the channels, so that what is published there arrives nowhere
     * @param moved whether channels have gone from one shard to another one since the layout before
     */
    record Layout(Map<Shard, String> canaryChannels, boolean complete, boolean moved) {
        static final Layout UNKNOWN = new Layout(Map.of(), false, false);
    }

    /** The shard that a sharded channel belongs to, if one has it. */
    Optional<Shard> of(String channel) {
        ConnectionManager servers = redisson.servers();
        return Optional.ofNullable(servers.getEntry(servers.calcSlot(channel))).map(Shard::new);
    }

    /** What is so now; not for concurrent use. */
    Layout layout() {
        @Nullable MasterSlaveEntry[] now = new MasterSlaveEntry[SLOTS];
        ConnectionManager servers = redisson.servers();
        Set<Shard> without = new HashSet<>();
        boolean covered = true;
        boolean moved = false;
        for (int slot = 0; slot < SLOTS; slot++) {
            MasterSlaveEntry before = owners[slot];
            MasterSlaveEntry entry = servers.getEntry(slot);
            now[slot] = entry;
            if (entry == null) {
                covered = false;
                continue;
            }
            without.add(new Shard(entry));
            moved |= before != null && !entry.equals(before);
        }
        owners = now;
        Map<Shard, String> channels = canaryChannels(without);
        return new Layout(channels, covered && without.isEmpty(), moved);
    }

    /** Nothing has moved when the next layout is that of another client. */
    void forget() {
        owners = new MasterSlaveEntry[SLOTS];
    }

    /** Tries numbered channels until each shard has got one; the same shards get the same ones each time. */
    private Map<Shard, String> canaryChannels(Set<Shard> without) {
        Map<Shard, String> channels = new HashMap<>();
        for (int number = 0; !without.isEmpty() && number < ATTEMPTS; number++) {
            String channel = ChannelNames.canaryChannel(gatewayId + "-" + number);
            of(channel).filter(without::remove).ifPresent(shard -> channels.put(shard, channel));
        }
        return channels;
    }
}
