package io.syncscript.gateway.fanout;

/** A subscription to the topic of a vault, which its owner tells when it heard less than was committed. */
public interface VaultSubscription extends Subscription {
    /**
     * Says that a revision was committed and its message not heard. One such message may have been lost; where it goes on and
     * nothing is heard although Redis delivers, the subscription is dead and is renewed. Does not wait.
     */
    void missed();
}
