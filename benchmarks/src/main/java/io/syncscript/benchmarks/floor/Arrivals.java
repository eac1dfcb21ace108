package io.syncscript.benchmarks.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.FixedLengthFrameDecoder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What has arrived of the floor's events at all of its sockets. Safe for any thread. */
@Sharable
final class Arrivals extends SimpleChannelInboundHandler<ByteBuf> {
    private static final long LONGEST = TimeUnit.HOURS.toNanos(1);

    private final int eventBytes;
    private final ConcurrentHistogram latencies = new ConcurrentHistogram(LONGEST, 3);

    Arrivals(int eventBytes) {
        this.eventBytes = eventBytes;
        latencies.setAutoResize(false);
    }

    /** What has to stand before this in a pipeline, for each socket anew: cuts its bytes into events. */
    ChannelHandler frames() {
        return new FixedLengthFrameDecoder(eventBytes);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf event) {
        long due = event.getLong(event.readerIndex());
        latencies.recordValue(Math.clamp(System.nanoTime() - due, 0, LONGEST));
    }

    /** Returns when so many have arrived, or when patience is at an end. */
    void await(long expected, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (count() < expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** Forgets what has arrived; only while nothing does. */
    void reset() {
        latencies.reset();
    }

    long count() {
        return latencies.getTotalCount();
    }

    /** From the moment at which an event was due to its arrival, in nanoseconds. */
    Histogram latencies() {
        return latencies.copy();
    }
}
