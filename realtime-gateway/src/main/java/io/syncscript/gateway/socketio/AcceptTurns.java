package io.syncscript.gateway.socketio;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections no faster than clients are let in: in a storm of them the next ones wait in the kernel's queue until each
 * event loop has got round and few sessions are being looked up, so that the loops' queues stay short, and while events are delivered no
 * more come than leave the processors time for them ({@link AcceptPace}). A client can neither prolong a pause nor cause one by doing nothing. Of one listening channel.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel comes to its pipeline
final class AcceptTurns extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptTurns.class);

    /** What Netty accepts in one reading, at most. */
    private static final int FULL = 16;

    private static final int MOST_LOOK_UPS = 64;

    /** Where sessions cannot be looked up, who is known to this server has to be accepted all the same. */
    private static final int LONGEST_PAUSE = 10;

    /** Unit of the longest pause. */
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(5);

    private final List<EventExecutor> loops = new ArrayList<>();
    private final IntSupplier lookUps;
    private final AcceptPace pace;
    private int accepted;

    /** @param lookUps how many clients wait until their session has been looked up; asked from any thread */
    AcceptTurns(EventLoopGroup workers, IntSupplier lookUps, AcceptPace pace) {
        workers.forEach(loops::add);
        this.lookUps = lookUps;
        this.pace = pace;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object connection) {
        accepted++;
        ctx.fireChannelRead(connection);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        long rest = pace.pauseAfter(accepted);
        if (rest > 0) {
            ctx.channel().config().setAutoRead(false);
            ctx.executor().schedule(() -> goOn(ctx, LONGEST_PAUSE), rest, TimeUnit.NANOSECONDS);
        } else if (accepted >= FULL || lookUps.getAsInt() > MOST_LOOK_UPS) {
            pauseForARound(ctx);
        }
        accepted = 0;
        ctx.fireChannelReadComplete();
    }

    private void pauseForARound(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(false);
        AtomicInteger behind = new AtomicInteger(loops.size());
        try {
            for (EventExecutor loop : loops) {
                loop.execute(() -> {
                    if (behind.decrementAndGet() == 0) {
                        ctx.executor().execute(() -> goOn(ctx, LONGEST_PAUSE));
                    }
                });
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("Accepts no more: the event loops have ended");
        }
    }

    private void goOn(ChannelHandlerContext ctx, int checksLeft) {
        if (lookUps.getAsInt() > MOST_LOOK_UPS && checksLeft > 0) {
            ctx.executor().schedule(() -> goOn(ctx, checksLeft - 1), BETWEEN_CHECKS.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            ctx.channel().config().setAutoRead(true);
        }
    }
}
