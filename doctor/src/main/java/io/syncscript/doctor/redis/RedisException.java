package io.syncscript.doctor.redis;

import java.io.IOException;

/** Redis answered with an error, which is the message. */
final class RedisException extends IOException {
    private final boolean redirection;

    RedisException(String message) {
        super(message);
        this.redirection = message.startsWith("MOVED ");
    }

    /** Whether another node of a cluster is to be asked. */
    boolean isRedirection() {
        return redirection;
    }
}
