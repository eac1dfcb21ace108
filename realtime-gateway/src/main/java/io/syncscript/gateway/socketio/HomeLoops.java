package io.syncscript.gateway.socketio;

import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The home loops, one for each event loop. Thread-safe. */
final class HomeLoops {
    private final ConcurrentMap<EventLoop, HomeLoop> loops = new ConcurrentHashMap<>();

    HomeLoop of(EventLoop loop) {
        return loops.computeIfAbsent(loop, HomeLoop::new);
    }
}
