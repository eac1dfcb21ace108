package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBuf;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The members of a room that live on one home loop. The methods are the room owner's; each becomes one task, so the loop sees
 * joins, leaves and broadcasts in the order of the calls and its set of members needs no lock.
 */
final class RoomShard {
    private final HomeLoop home;
    private final Set<NamespaceSocket> members = new LinkedHashSet<>();
    private int size;

    RoomShard(HomeLoop home) {
        this.home = home;
    }

    HomeLoop home() {
        return home;
    }

    void add(NamespaceSocket member) {
        size++;
        home.execute(() -> members.add(member));
    }

    /** True where it was the last one. */
    boolean remove(NamespaceSocket member) {
        home.execute(() -> members.remove(member));
        return --size == 0;
    }

    void deliver(EncodedEvent event, ByteBuf frames, Runnable written) {
        deliver(event, frames, members, written);
    }

    /**
     * @param recipients read on the loop, behind what was called before
     * @param written runs when the event was written to the last of them
     */
    void deliver(EncodedEvent event, ByteBuf frames, Collection<NamespaceSocket> recipients, Runnable written) {
        frames.retain();
        boolean taken = home.execute(() -> {
            try {
                boolean last = !home.isBusy();
                recipients.forEach(recipient -> recipient.send(event, frames, last));
            } finally {
                frames.release();
                written.run();
            }
        });
        if (!taken) {
            frames.release();
            written.run();
        }
    }
}
