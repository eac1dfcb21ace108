package io.syncscript.gateway.fanout;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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

    private final RTopic topic;
    private final Consumer<byte[]> onMessage;
    private final Runnable onSubscribed;
    private final Executor attempts = Thread::startVirtualThread;
    private final Executor laterAttempts;
    private final AtomicReference<@Nullable Integer> listenerId = new AtomicReference<>();
    private volatile boolean closed;

    /** @param topic with a codec that yields byte arrays */
    TopicSubscription(RTopic topic, Consumer<byte[]> onMessage, Runnable onSubscribed, Duration retryDelay) {
        this.topic = topic;
        this.onMessage = onMessage;
        this.onSubscribed = onSubscribed;
        this.laterAttempts = CompletableFuture.delayedExecutor(retryDelay.toMillis(), TimeUnit.MILLISECONDS, attempts);
    }

    TopicSubscription start() {
        attempts.execute(this::attempt);
        return this;
    }

    private void attempt() {
        if (closed) {
            return;
        }
        listen().whenComplete((id, failure) -> {
            if (failure == null) {
                subscribed(id);
            } else {
                log.debug("Cannot subscribe to {} yet: {}", topic.getChannelNames(), failure.toString());
                laterAttempts.execute(this::attempt);
            }
        });
    }

    private CompletionStage<Integer> listen() {
        try {
            return topic.addListenerAsync(byte[].class, (channel, message) -> {
                if (!closed) {
                    onMessage.accept(message);
                }
            });
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void subscribed(Integer id) {
        listenerId.set(id);
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
        return removeListener(this::attempt);
    }

    @Override
    public void close() {
        closed = true;
        removeListener(() -> {});
    }

    private boolean removeListener(Runnable then) {
        Integer id = listenerId.getAndSet(null);
        if (id == null) {
            return false;
        }
        attempts.execute(() -> unlisten(id).whenComplete((done, failure) -> {
            log.debug("Unsubscribed from {}", topic.getChannelNames(), failure);
            attempts.execute(then);
        }));
        return true;
    }

    private CompletionStage<Void> unlisten(Integer id) {
        try {
            return topic.removeListenerAsync(id);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
