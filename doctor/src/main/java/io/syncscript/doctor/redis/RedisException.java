package io.syncscript.doctor.redis;

import io.syncscript.model.redis.RedisNode;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redis answered with an error, which is the message. */
final class RedisException extends IOException {
    private static final Pattern REDIRECTION = Pattern.compile("MOVED \\d+ (.*):(\\d+)");

    RedisException(String message) {
        super(message);
    }

    /** The node of a cluster that is to be asked instead; without a host where that is the one of the node that was asked. */
    Optional<RedisNode> redirection() {
        Matcher parts = REDIRECTION.matcher(String.valueOf(getMessage()));
        return parts.matches()
                ? Optional.of(new RedisNode(parts.group(1), Math.toIntExact(RedisInfo.parsed(parts.group(2)))))
                : Optional.empty();
    }
}
