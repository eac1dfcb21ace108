package io.syncscript.gateway.socketio;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The home loops, one for each event loop. Thread-safe. */
final class HomeLoops {
    private final ConcurrentMap<EventLoop, HomeLoop> loops = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile @Nullable List<HomeLoop> all;

    HomeLoop of(EventLoop loop) {
        return loops.computeIfAbsent(loop, HomeLoop::new);
    }

    /**
     * The loops in turn, for connections that begin with polling: many may come over one HTTP connection of a proxy, and must
     * not all live where that one does.
     *
     * @param any one of the loops
     */
    HomeLoop next(EventLoop any) {
        List<HomeLoop> known = all;
        if (known == null) {
            known = siblings(any);
            all = known;
        }
        return known.get(Math.floorMod(turn.getAndIncrement(), known.size()));
    }

    private List<HomeLoop> siblings(EventLoop any) {
        EventExecutorGroup group = any.parent();
        if (group == null) {
            return List.of(of(any));
        }
        List<HomeLoop> found = new ArrayList<>();
        for (EventExecutor loop : group) {
            found.add(of((EventLoop) loop));
        }
        return List.copyOf(found);
    }
}
