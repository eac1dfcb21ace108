package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A room whose members stand in one shard for each home loop, so that a broadcast is one task for each loop. */
final class LocalRoom implements SocketRoom {
    private final String name;
    private final Runnable delivering;
    private final Map<ClientSocket, RoomShard> members = new HashMap<>();
    private final Map<HomeLoop, RoomShard> shards = new HashMap<>();

    /** @param delivering told before each broadcast to somebody */
    LocalRoom(String name, Runnable delivering) {
        this.name = name;
        this.delivering = delivering;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean add(ClientSocket socket) {
        NamespaceSocket member = (NamespaceSocket) socket;
        if (members.containsKey(member)) {
            return false;
        }
        RoomShard shard = shards.computeIfAbsent(member.home(), RoomShard::new);
        members.put(member, shard);
        shard.add(member);
        return true;
    }

    @Override
    public boolean remove(ClientSocket socket) {
        RoomShard shard = members.remove(socket);
        if (shard == null) {
            return false;
        }
        if (shard.remove((NamespaceSocket) socket)) {
            shards.remove(shard.home());
        }
        return true;
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public int broadcast(EncodedEvent event, Runnable written) {
        if (members.isEmpty()) {
            written.run();
            return 0;
        }
        delivering.run();
        Runnable shardWritten = whenAll(shards.size(), written);
        ByteBuf frames = event.frames(ByteBufAllocator.DEFAULT);
        try {
            shards.values().forEach(shard -> shard.deliver(event, frames, shardWritten));
        } finally {
            frames.release();
        }
        return members.size();
    }

    @Override
    public int broadcast(EncodedEvent event, Predicate<ClientSocket> filter, Runnable written) {
        Map<RoomShard, List<NamespaceSocket>> accepted = new HashMap<>();
        members.forEach((socket, shard) -> {
            if (filter.test(socket)) {
                accepted.computeIfAbsent(shard, s -> new ArrayList<>()).add((NamespaceSocket) socket);
            }
        });
        if (accepted.isEmpty()) {
            written.run();
            return 0;
        }
        delivering.run();
        Runnable shardWritten = whenAll(accepted.size(), written);
        ByteBuf frames = event.frames(ByteBufAllocator.DEFAULT);
        try {
            accepted.forEach((shard, sockets) -> shard.deliver(event, frames, sockets, shardWritten));
        } finally {
            frames.release();
        }
        return accepted.values().stream().mapToInt(List::size).sum();
    }

    private static Runnable whenAll(int parts, Runnable action) {
        if (parts == 1) {
            return action;
        }
        AtomicInteger left = new AtomicInteger(parts);
        return () -> {
            if (left.decrementAndGet() == 0) {
                action.run();
            }
        };
    }
}
