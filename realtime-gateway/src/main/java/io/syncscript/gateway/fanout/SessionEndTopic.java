package io.syncscript.gateway.fanout;

import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.session.SessionCodec;
import io.syncscript.model.session.SessionEnded;
import java.util.function.Consumer;
import org.redisson.client.codec.ByteArrayCodec;
import org.springframework.stereotype.Component;

/** The topic on which the API service says that sessions ended. */
@Component
public class SessionEndTopic {
    private final RedissonClients redisson;
    private final MalformedMessages malformed;

    SessionEndTopic(RedissonClients redisson, MalformedMessages malformed) {
        this.redisson = redisson;
        this.malformed = malformed;
    }

    /**
     * Subscribes without waiting; what is malformed is skipped.
     *
     * @param listener called on threads of the Redis client: must not block
     */
    public Subscription subscribe(Consumer<SessionEnded> listener) {
        return redisson.subscribe(
                client -> client.getTopic(ChannelNames.SESSION_ENDED, ByteArrayCodec.INSTANCE),
                bytes -> receive(bytes, listener),
                () -> {});
    }

    private void receive(byte[] bytes, Consumer<SessionEnded> listener) {
        SessionEnded ended;
        try {
            ended = SessionCodec.decodeEnded(bytes);
        } catch (IllegalArgumentException e) {
            malformed.skipped(ChannelNames.SESSION_ENDED, "it says no session end");
            return;
        }
        listener.accept(ended);
    }
}
