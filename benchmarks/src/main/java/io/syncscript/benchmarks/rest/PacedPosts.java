package io.syncscript.benchmarks.rest;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.syncscript.benchmarks.load.EventLoops;
import io.syncscript.benchmarks.load.Schedule;
import io.syncscript.benchmarks.load.SequenceMark;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds sources at the times of a {@link Schedule}, over connections that are kept. A change that is due while all connections are
 * busy waits for one, and its latency counts that. One row of changes at a time.
 */
public final class PacedPosts implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    private static final int AGGREGATED = 64 * 1024;

    private final EventLoop loop;
    private final URI api;
    private final String cookie;
    private final List<String> vaultIds;
    private final List<Connection> idle = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();
    private @Nullable Row row;
    private int connected;

    private PacedPosts(EventLoops loops, URI api, String cookie, List<String> vaultIds) {
        this.loop = loops.changes().next();
        this.api = api;
        this.cookie = cookie;
        this.vaultIds = List.copyOf(vaultIds);
    }

    /**
     * Connects.
     *
     * @param vaultIds the changes go to these in turn
     */
    public static PacedPosts connect(EventLoops loops, URI api, String cookie, List<String> vaultIds) {
        PacedPosts posts = new PacedPosts(loops, api, cookie, vaultIds);
        for (int i = 0; i < CONNECTIONS; i++) {
            posts.channels.add(posts.connection(loops.channelType()));
        }
        return posts;
    }

    private Channel connection(Class<? extends Channel> type) {
        return new Bootstrap()
                .group(loop)
                .channel(type)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(AGGREGATED), new Connection());
                    }
                })
                .connect(new InetSocketAddress(api.getHost(), api.getPort()))
                .syncUninterruptibly()
                .channel();
    }

    /** Makes the changes and returns when the last one is answered. The calling thread keeps the time. */
    public PostCount run(Schedule schedule) {
        return run(schedule, () -> false);
    }

    /** The same, but makes no further change once it is over. */
    public PostCount run(Schedule schedule, BooleanSupplier over) {
        Row running = new Row(schedule, vaultIds);
        loop.submit(() -> row = running).syncUninterruptibly();
        long sequence = schedule.first();
        for (; schedule.contains(sequence) && !over.getAsBoolean(); sequence++) {
            long due = schedule.dueNanos(sequence);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long next = sequence;
            loop.execute(() -> dispatch(next));
        }
        int made = schedule.index(sequence);
        loop.execute(() -> running.endsAfter(made));
        return running.done().join();
    }

    private void dispatch(long sequence) {
        if (connected == 0) {
            requireConnections();
        } else if (idle.isEmpty()) {
            waiting.add(sequence);
        } else {
            idle.removeLast().post(sequence);
        }
    }

    /** Rather than wait for answers that cannot come any more. */
    private void requireConnections() {
        Row running = row;
        if (connected == 0 && running != null) {
            running.done().completeExceptionally(new IllegalStateException("the API has closed all connections"));
        }
    }

    private DefaultFullHttpRequest request(String vaultId, long sequence) {
        String body = "{\"title\":\"" + SequenceMark.of(sequence) + "\",\"fileUrl\":\"https://a.example/s.pdf\"}";
        ByteBuf content = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
        DefaultFullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/api/vaults/" + vaultId + "/sources", content);
        request.headers()
                .set(HttpHeaderNames.HOST, api.getAuthority())
                .set(HttpHeaderNames.COOKIE, cookie)
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        return request;
    }

    @Override
    public void close() {
        channels.forEach(channel -> channel.close().syncUninterruptibly());
    }

    /** One connection to the API, used on the one event loop only. */
    private final class Connection extends SimpleChannelInboundHandler<FullHttpResponse> {
        private static final long NONE = -1;
        private long sequence = NONE;
        private @Nullable ChannelHandlerContext context;

        void post(long due) {
            ChannelHandlerContext current = context;
            Row running = row;
            if (current == null || running == null) {
                throw new IllegalStateException("not connected, or no row of changes");
            }
            sequence = due;
            var unused = current.writeAndFlush(request(running.vaultOf(due), due));
        }

        @Override
        public void channelActive(ChannelHandlerContext active) {
            context = active;
            connected++;
            idle.add(this);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext current, FullHttpResponse response) {
            settle(response.status().code());
            Long next = waiting.poll();
            if (next == null) {
                idle.add(this);
            } else {
                post(next);
            }
        }

        private void settle(int status) {
            Row running = row;
            if (running != null && sequence != NONE) {
                running.settled(sequence, status);
            }
            sequence = NONE;
        }

        @Override
        public void channelInactive(ChannelHandlerContext gone) {
            idle.remove(this);
            connected--;
            settle(0);
            requireConnections();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext current, Throwable cause) {
            var unused = current.close();
        }
    }

    /** A row of changes under way, on the one event loop. */
    private static final class Row {
        private final Schedule schedule;
        private final PostCount.Tally tally;
        private final List<String> vaultIds;
        private final CompletableFuture<PostCount> done = new CompletableFuture<>();
        private int settled;
        private int made = Integer.MAX_VALUE;

        Row(Schedule schedule, List<String> vaultIds) {
            this.schedule = schedule;
            this.vaultIds = vaultIds;
            this.tally = new PostCount.Tally(schedule);
        }

        String vaultOf(long sequence) {
            return vaultIds.get(schedule.index(sequence) % vaultIds.size());
        }

        void settled(long sequence, int status) {
            tally.add(sequence, vaultOf(sequence), status);
            settled++;
            completeIfOver();
        }

        void endsAfter(int changes) {
            made = changes;
            completeIfOver();
        }

        private void completeIfOver() {
            if (settled == made) {
                done.complete(tally.count());
            }
        }

        CompletableFuture<PostCount> done() {
            return done;
        }
    }
}
