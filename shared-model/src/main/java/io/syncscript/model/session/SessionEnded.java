package io.syncscript.model.session;

import java.util.List;
import java.util.Objects;

/**
 * Says on {@link io.syncscript.model.channel.ChannelNames#SESSION_ENDED} that these sessions of a user are over.
 *
 * @param userId whose sessions
 * @param sessionIds the sessions that ended; never their cookies
 */
public record SessionEnded(String userId, List<String> sessionIds) {
    public SessionEnded {
        Objects.requireNonNull(userId, "userId");
        sessionIds = List.copyOf(sessionIds);
    }
}
