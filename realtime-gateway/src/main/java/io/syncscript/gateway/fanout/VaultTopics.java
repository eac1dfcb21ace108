package io.syncscript.gateway.fanout;

import io.syncscript.model.event.VaultMessage;

/** The sharded topics of vaults: a gateway hears those that it subscribed to and no others. */
public interface VaultTopics {
    /** Subscribes without waiting; tries until it succeeds or the subscription is closed. */
    VaultSubscription subscribe(String vaultId, VaultListener listener);

    /** Publishes to every gateway that subscribed, this one included, without waiting; a failure is logged, not thrown. */
    void publish(VaultMessage message);
}
