package io.syncscript.benchmarks.load;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The load generator's threads: as many for the sockets as leave the servers half of the machine, one for changes, so that
 * reading thousands of deliveries holds up no change that is due, and one for bystanders, whose deliveries are to be held up by the
 * servers alone.
 */
public final class EventLoops implements AutoCloseable {
    private final EventLoopGroup sockets =
            group(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), "sockets");
    private final EventLoopGroup bystanders = group(1, "bystanders");
    private final EventLoopGroup changes = group(1, "changes");

    private static EventLoopGroup group(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads,
                new DefaultThreadFactory(name, true),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    public EventLoopGroup sockets() {
        return sockets;
    }

    public EventLoopGroup bystanders() {
        return bystanders;
    }

    public EventLoopGroup changes() {
        return changes;
    }

    public Class<? extends Channel> channelType() {
        return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    @Override
    public void close() {
        for (EventLoopGroup group : List.of(sockets, bystanders, changes)) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
