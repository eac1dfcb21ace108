package io.syncscript.gateway.fanout;

/** Renews a vault's subscription when it turns out to be dead. */
record WatchedSubscription(TopicSubscription subscription, MissedMessages misses, Runnable onRenewed)
        implements VaultSubscription {

    @Override
    public void missed() {
        if (misses.missed() && subscription.renew()) {
            onRenewed.run();
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
