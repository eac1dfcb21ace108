package io.syncscript.gateway.fanout;

import io.syncscript.model.event.VaultMessage;

/** Hears the topic of one vault. Called on threads of the Redis client: must hand over and return. */
public interface VaultListener {
    /** The subscription is active: what is published from now on arrives, what was published before may not have. */
    void onSubscribed();

    /** A message of this vault, in the order of its publication but perhaps late, repeated, or after others were lost. */
    void onMessage(VaultMessage message);
}
