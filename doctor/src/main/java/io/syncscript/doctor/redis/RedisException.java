package io.syncscript.doctor.redis;

import java.io.IOException;

/** Redis answered with an error, which is the message. */
final class RedisException extends IOException {
    RedisException(String message) {
        super(message);
    }
}
