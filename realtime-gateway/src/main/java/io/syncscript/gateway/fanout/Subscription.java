package io.syncscript.gateway.fanout;

/** A subscription that keeps itself alive while Redis comes and goes. Safe for any thread. */
public interface Subscription extends AutoCloseable {
    /** Ends the subscription without waiting for Redis; messages on their way may still arrive for a moment. */
    @Override
    void close();
}
