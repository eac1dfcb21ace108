package io.syncscript.gateway.fanout;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RShardedTopic;

/**
 * Publishes to a sharded channel that only this process hears, and waits for the message to come back: the proof, from end to
 * end, that events of vaults can arrive over one shard. Flights follow each other, as their caller sees to; all else is safe for
 * any thread.
 */
final class Canary {
    private final RShardedTopic topic;
    private final TopicSubscription subscription;
    private volatile @Nullable Flight flight;
    private volatile boolean delivering;
    private volatile boolean unproven = true;
    private volatile long provenFlightSentAt = System.nanoTime();
    private volatile int missesInARow;
    private long flightNumber;

    private record Flight(long number, CompletableFuture<Void> returned) {}

    /** @param onSubscribed called each time that the channel was subscribed to */
    Canary(RShardedTopic topic, Duration retryDelay, Consumer<Canary> onSubscribed) {
        this.topic = topic;
        this.subscription = new TopicSubscription(
                () -> topic, this::receive, () -> onSubscribed.accept(this), retryDelay, ConcurrentHashMap.newKeySet());
    }

    void start() {
        subscription.start();
    }

    void close() {
        subscription.close();
    }

    String channel() {
        return topic.getChannelNames().getFirst();
    }

    boolean hasFlown() {
        return flightNumber > 0;
    }

    /** Whether events can arrive now: false until a canary came back, and while too many in a row do not. */
    boolean isDelivering() {
        return delivering;
    }

    /** From the start, and from the sending of a canary, until one is back. */
    boolean isUnproven() {
        return unproven;
    }

    /** Whether a canary came back that was sent at that {@link System#nanoTime()} or later. */
    boolean hasFlownSince(long nanoTime) {
        return provenFlightSentAt - nanoTime >= 0;
    }

    /** Sends one; the stage ends with the time that it took, or fails where it is not back in time. */
    CompletableFuture<Duration> fly(Duration timeout) {
        flightNumber++;
        Flight started = new Flight(flightNumber, new CompletableFuture<>());
        flight = started;
        unproven = true;
        long sentAt = System.nanoTime();
        publish(started);
        return started.returned()
                .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                .thenApply(back -> {
                    provenFlightSentAt = sentAt;
                    unproven = false;
                    return Duration.ofNanos(System.nanoTime() - sentAt);
                });
    }

    /** On a thread of its own: the Redis client blocks its caller while it has never been connected. */
    private void publish(Flight started) {
        Thread.startVirtualThread(() -> {
            try {
                topic.publish(ByteBuffer.allocate(Long.BYTES)
                        .putLong(started.number())
                        .array());
            } catch (RuntimeException e) {
                started.returned().completeExceptionally(e);
            }
        });
    }

    private void receive(byte[] message) {
        Flight current = flight;
        if (current != null
                && message.length == Long.BYTES
                && ByteBuffer.wrap(message).getLong() == current.number()) {
            current.returned().complete(null);
        }
    }

    /** Counts one that came back, and says how many were missed in a row before it. */
    int returned() {
        int missed = missesInARow;
        missesInARow = 0;
        delivering = true;
        return missed;
    }

    /**
     * Counts one that did not come back, and says how many there were in a row.
     *
     * @param limit from which on nothing counts as delivered
     */
    int missed(int limit) {
        int missed = missesInARow + 1;
        missesInARow = missed;
        if (missed >= limit) {
            delivering = false;
        }
        return missed;
    }

    /** Subscribes to the channel anew, so that a dead subscription of the canary's own does not look like a dead shard. */
    void resubscribe() {
        boolean unused = subscription.renew();
    }
}
