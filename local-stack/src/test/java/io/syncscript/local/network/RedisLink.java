package io.syncscript.local.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A piece of network between a process and Redis that reads what it passes (RESP2 and RESP3, no TLS) and can go wrong in ways
 * that a bare connection cannot. Faults add up until {@link #mend()} ends them all; connections survive every fault but
 * {@link #cut()}. All methods may be called at any time by any thread, and none waits for Redis.
 */
public final class RedisLink implements AutoCloseable {
    private final RedisFaults faults = new RedisFaults();
    private final Set<RedisTraffic> connections = ConcurrentHashMap.newKeySet();
    private final TcpLink link;

    private RedisLink(URI server) {
        link = TcpLink.to(server, this::open);
    }

    public static RedisLink to(URI server) {
        return new RedisLink(server);
    }

    /** Where the process finds Redis. */
    public URI uri() {
        return link.uri();
    }

    /** Keeps what is published from Redis, and says that it was published and heard by nobody. */
    public void swallowPublishes() {
        faults.swallow();
    }

    /**
     * Passes what a connection publishes within 60 ms, five commands at most, in another order and a third of it twice. Each
     * command gets its one reply, in order. Whatever else the connection sends ends that window.
     *
     * @param seed of what is done to each window
     */
    public void duplicateAndReorderPublishes(long seed) {
        faults.disorder(seed);
    }

    /** Drops all that Redis delivers to subscribers, and nothing else. */
    public void dropDeliveries() {
        dropDeliveries(channel -> true);
    }

    /** Drops what Redis delivers from these channels, in place of any chosen before, and nothing else. */
    public void dropDeliveries(Predicate<String> channels) {
        faults.drop(channels);
    }

    /** Like {@link #forgetSubscriptions} for one channel or pattern. */
    public int forgetSubscription(String channel) {
        return forgetSubscriptions(channel::equals);
    }

    /**
     * Has Redis forget the subscriptions to these channels and patterns that it has confirmed, while the process goes on
     * believing in them. Whoever subscribes again is subscribed; {@link #mend()} does not do it.
     *
     * @return how many were forgotten
     */
    public int forgetSubscriptions(Predicate<String> channels) {
        return connections.stream()
                .mapToInt(connection -> forget(connection, channels))
                .sum();
    }

    /**
     * Freezes the connections that have a subscription now, and no other and no later one: half dead, they stay open.
     *
     * @return how many were frozen
     */
    public int freezeSubscribers() {
        return Math.toIntExact(connections.stream()
                .filter(RedisTraffic::isSubscribed)
                .peek(RedisTraffic::freeze)
                .count());
    }

    /** {@link TcpLink#freeze()}. */
    public void freeze() {
        link.freeze();
    }

    /** {@link TcpLink#cut()}. */
    public void cut() {
        link.cut();
    }

    /** Ends every fault. What was frozen flows on; what was cut can connect again. */
    public void mend() {
        faults.none();
        link.mend();
    }

    /** How many publishes were swallowed so far. */
    public long swallowedPublishes() {
        return faults.swallowed.sum();
    }

    /** How many publishes left in another place than they came in so far. */
    public long reorderedPublishes() {
        return faults.reordered.sum();
    }

    /** How many publishes were sent twice so far. */
    public long duplicatedPublishes() {
        return faults.duplicated.sum();
    }

    /** How many deliveries were dropped so far. */
    public long droppedDeliveries() {
        return faults.dropped.sum();
    }

    /** Breaks all connections for good. */
    @Override
    public void close() throws IOException {
        link.close();
    }

    private Traffic open(LinkedConnection connection) {
        connections.removeIf(RedisTraffic::isEnded);
        RedisTraffic opened = new RedisTraffic(connection, faults);
        connections.add(opened);
        return opened;
    }

    private static int forget(RedisTraffic connection, Predicate<String> channels) {
        try {
            return connection.isEnded() ? 0 : connection.forget(channels);
        } catch (IOException e) {
            if (connection.isEnded()) {
                return 0;
            }
            throw new UncheckedIOException(e);
        }
    }
}
