package io.syncscript.gateway.fanout;

/** What is known about whether that which is published to Redis arrives here. Safe for any thread; nothing waits. */
public interface RedisDelivery {
    /** True from the start, from a lost connection and from a proof that is asked for, each time until a proof is here. */
    boolean isInDoubt();

    /** Asks for a proof now, for when a message that should be here is not. Does nothing while there is doubt anyway. */
    void prove();

    /** True where Redis is in several parts that fail alone, and at least one of them delivers. */
    boolean isPartlyThere();
}
