package io.syncscript.gateway.fanout;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener on one topic. Redisson subscribes again by itself after a lost connection, but gives up on a first attempt
 * that fails, and blocks its caller while it has never been connected; so attempts run on virtual threads and are repeated.
 */
final class TopicSubscription implements Subscription {
    private static final Logger log = LoggerFactory.getLogger(TopicSubscription.class);

    private final Supplier<? extends RTopic> topics;
    private final Consumer<byte[]> onMessage;
    private final Runnable onSubscribed;
    private final Set<TopicSubscription> open;
    private final Executor attempts = Thread::startVirtualThread;
    private final Executor laterAttempts;
    private final AtomicReference<@Nullable Listening> listening = new AtomicReference<>();
    private final AtomicInteger clients = new AtomicInteger();
    private volatile boolean closed;

    private record Listening(RTopic topic, Integer listenerId) {}

    /**
     * @param topics asked at each attempt for the topic, with a codec that yields byte arrays
     * @param open has this one from its start until it is closed
     */
    TopicSubscription(
            Supplier<? extends RTopic> topics,
            Consumer<byte[]> onMessage,
            Runnable onSubscribed,
            Duration retryDelay,
            Set<TopicSubscription> open) {
        this.open = open;
        this.topics = topics;
        this.onMessage = onMessage;
        this.onSubscribed = onSubscribed;
        this.laterAttempts = CompletableFuture.delayedExecutor(retryDelay.toMillis(), TimeUnit.MILLISECONDS, attempts);
    }

    TopicSubscription start() {
        open.add(this);
        attemptOn(clients.get());
        return this;
    }

    private void attemptOn(int client) {
        attempts.execute(() -> attempt(client));
    }

    private void attempt(int client) {
        if (closed || client != clients.get()) {
            return;
        }
        RTopic topic = topics.get();
        listen(topic, client).whenComplete((id, failure) -> {
            if (failure == null) {
                subscribed(new Listening(topic, id), client);
            } else {
                log.debug("Cannot subscribe to {} yet: {}", topic.getChannelNames(), failure.toString());
                laterAttempts.execute(() -> attempt(client));
            }
        });
    }

    private CompletionStage<Integer> listen(RTopic topic, int client) {
        try {
            return topic.addListenerAsync(byte[].class, (channel, message) -> {
                if (!closed && client == clients.get()) {
                    onMessage.accept(message);
                }
            });
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void subscribed(Listening here, int client) {
        if (client != clients.get()) {
            return;
        }
        listening.set(here);
        if (closed) {
            removeListener(() -> {});
        } else {
            onSubscribed.run();
        }
    }

    /**
     * Subscribes anew without waiting, for when the subscription is there but dead. The old one is given up first, because the
     * Redis client asks the server for no channel that it believes to have.
     *
     * @return false where there is none yet, so that an attempt is under way already
     */
    boolean renew() {
        int client = clients.get();
        return removeListener(() -> attempt(client));
    }

    /** Subscribes on the Redis client that has taken the place of the one before, with which all that was there has gone. */
    void move() {
        int client = clients.incrementAndGet();
        listening.set(null);
        attemptOn(client);
    }

    @Override
    public void close() {
        closed = true;
        open.remove(this);
        removeListener(() -> {});
    }

    private boolean removeListener(Runnable then) {
        Listening last = listening.getAndSet(null);
        if (last == null) {
            return false;
        }
        attempts.execute(() -> unlisten(last).whenComplete((done, failure) -> {
            log.debug("Unsubscribed from {}", last.topic().getChannelNames(), failure);
            attempts.execute(then);
        }));
        return true;
    }

    private static CompletionStage<Void> unlisten(Listening last) {
        try {
            return last.topic().removeListenerAsync(last.listenerId());
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
