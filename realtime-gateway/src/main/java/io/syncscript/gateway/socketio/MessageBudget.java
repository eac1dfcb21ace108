package io.syncscript.gateway.socketio;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many packets a connection may send. What is beyond is to be refused, and the connection of a client that goes on all the
 * same is to be closed. Confined to the connection's home loop.
 */
final class MessageBudget {
    private final @Nullable Bucket allowed;
    private final @Nullable Bucket tolerated;
    private boolean exceeded;

    MessageBudget(QuotaProperties quotas) {
        this.allowed = quotas.messagesPerSecond() == 0 ? null : bucket(quotas);
        this.tolerated = quotas.messagesPerSecond() == 0 ? null : bucket(quotas);
    }

    private static Bucket bucket(QuotaProperties quotas) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(quotas.messageBurst())
                        .refillGreedy(quotas.messagesPerSecond(), Duration.ofSeconds(1)))
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    /** Counts one packet; false where the connection is to be closed. */
    boolean spend() {
        exceeded = allowed != null && !allowed.tryConsume(1);
        return !exceeded || (tolerated != null && tolerated.tryConsume(1));
    }

    /** Whether the packet that was counted last is beyond what is allowed. */
    boolean isExceeded() {
        return exceeded;
    }
}
