package io.syncscript.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Clients of one gateway. Not for concurrent use, but for what its own threads do. */
public final class SocketFleet implements AutoCloseable {
    /** How many new clients are on their way in at a time. */
    public static final int AT_ONCE = 64;

    private static final Duration HANDSHAKE_PATIENCE = Duration.ofSeconds(30);
    private static final int AGGREGATED = 64 * 1024;

    private final EventLoops loops;
    private final EventLoopGroup threads;
    private final URI gateway;
    private final SourceAddresses addresses;
    private final Queue<Member> members = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Deliveries counting;

    /** @param threads of those loops */
    public SocketFleet(EventLoops loops, EventLoopGroup threads, URI gateway, SourceAddresses addresses) {
        this.loops = loops;
        this.threads = threads;
        this.gateway = gateway;
        this.addresses = addresses;
    }

    /**
     * Opens a new client for each seat, {@link #AT_ONCE} at a time, and returns when all have joined their vaults.
     *
     * @throws IllegalStateException with the reasons where somebody did not get in
     */
    public Joins join(List<Seat> seats) {
        return open(seats, AT_ONCE, -1).requireAll();
    }

    /**
     * Opens a client for each seat and returns when all have joined their vaults or failed to.
     *
     * @param atOnce how many are on their way in at a time
     * @param resumeFrom the last revision that all have seen, or -1 for new clients
     */
    public Joins open(List<Seat> seats, int atOnce, long resumeFrom) {
        Semaphore room = new Semaphore(atOnce);
        Joins.Tally tally = new Joins.Tally();
        long began = System.nanoTime();
        for (Seat seat : seats) {
            room.acquireUninterruptibly();
            Member member = new Member(seat, resumeFrom, () -> counting);
            var unused = member.joined().whenComplete((joined, failure) -> {
                tally.add(member, failure);
                room.release();
            });
            members.add(member);
            connect(member);
        }
        room.acquireUninterruptibly(atOnce);
        return tally.over(Duration.ofNanos(System.nanoTime() - began));
    }

    private void connect(Member member) {
        new Bootstrap()
                .group(threads)
                .channel(loops.channelType())
                .option(ChannelOption.TCP_NODELAY, true)
                .localAddress(addresses.next())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(AGGREGATED),
                                        new WebSocketClientProtocolHandler(handshake(member.seat())),
                                        member);
                    }
                })
                .connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()))
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        member.fail(String.valueOf(connected.cause()));
                    }
                });
    }

    private WebSocketClientProtocolConfig handshake(Seat seat) {
        return WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri("ws://" + gateway.getAuthority() + "/socket.io/?EIO=4&transport=websocket")
                .customHeaders(new DefaultHttpHeaders().add("Cookie", seat.cookie()))
                .handshakeTimeoutMillis(HANDSHAKE_PATIENCE.toMillis())
                .generateOriginHeader(false)
                .withUTF8Validator(false)
                .build();
    }

    /** The highest revision of a vault at which somebody joined it. */
    public long revision() {
        return members.stream().mapToLong(Member::revision).max().orElse(0);
    }

    /** From now on what is delivered of this row of changes is counted, and nothing else. */
    public void expect(Schedule schedule) {
        counting = new Deliveries(schedule);
    }

    /**
     * Waits until what was acknowledged is delivered to all of their vaults' members, but for {@code patience} at most, and says
     * what was.
     *
     * @param acknowledged by vault, by the index in the row
     */
    public DeliveryCount awaitDeliveries(Map<String, BitSet> acknowledged, Duration patience) {
        Deliveries deliveries = counting;
        if (deliveries == null) {
            throw new IllegalStateException("nothing is expected");
        }
        long expected = members.stream()
                .mapToLong(member -> of(acknowledged, member).cardinality())
                .sum();
        deliveries.latencies().await(expected, patience);
        passEventLoops();
        long missing = 0;
        long duplicates = 0;
        for (Member member : members) {
            Receipts receipts = member.receiptsOf(deliveries);
            missing += receipts.missingOf(of(acknowledged, member));
            duplicates += receipts.duplicates();
        }
        return new DeliveryCount(
                expected,
                missing,
                duplicates,
                deliveries.bytes(),
                deliveries.latencies().histogram());
    }

    private static BitSet of(Map<String, BitSet> acknowledged, Member member) {
        return acknowledged.getOrDefault(member.seat().vaultId(), new BitSet());
    }

    /** What the event loops have written is seen by this thread afterwards. */
    private void passEventLoops() {
        for (EventExecutor loop : loops.sockets()) {
            loop.submit(() -> {}).syncUninterruptibly();
        }
    }

    /** Cuts all connections at once. */
    @Override
    public void close() {
        Collection<Member> leaving = List.copyOf(members);
        members.clear();
        leaving.forEach(Member::leave);
        passEventLoops();
    }
}
