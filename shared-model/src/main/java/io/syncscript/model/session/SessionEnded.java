package io.syncscript.model.session;

import java.util.List;
import java.util.Objects;

/**
 * Says on {@link io.syncscript.model.channel.ChannelNames#SESSION_ENDED} that these sessions of a user are over.
 *
 * @param userId whose sessions
 * @param digests the sessions that ended, each as {@link SessionDigest#hex}: who hears the message cannot use them
 */
public record SessionEnded(String userId, List<String> digests) {
    public SessionEnded {
        Objects.requireNonNull(userId, "userId");
        digests = List.copyOf(digests);
    }
}
