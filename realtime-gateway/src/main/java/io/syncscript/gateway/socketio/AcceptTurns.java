package io.syncscript.gateway.socketio;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts connections no faster than the event loops get round: where there were as many as one reading accepts, the next ones
 * wait in the kernel's queue until each loop has run what it had been given. So in a storm of handshakes the loops' queues stay
 * short, and deliveries find their turn. Whoever connects and says nothing does not hold up the others. Of one listening channel.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel comes to its pipeline
final class AcceptTurns extends ChannelInboundHandlerAdapter {
    /** What Netty accepts in one reading, at most. */
    private static final int FULL = 16;

    private final List<EventExecutor> loops = new ArrayList<>();
    private int accepted;

    AcceptTurns(EventLoopGroup workers) {
        workers.forEach(loops::add);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object connection) {
        accepted++;
        ctx.fireChannelRead(connection);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (accepted >= FULL) {
            pause(ctx);
        }
        accepted = 0;
        ctx.fireChannelReadComplete();
    }

    private void pause(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(false);
        AtomicInteger behind = new AtomicInteger(loops.size());
        try {
            for (EventExecutor loop : loops) {
                loop.execute(() -> {
                    if (behind.decrementAndGet() == 0) {
                        ctx.channel().config().setAutoRead(true);
                    }
                });
            }
        } catch (RejectedExecutionException e) {
            ctx.close();
        }
    }
}
