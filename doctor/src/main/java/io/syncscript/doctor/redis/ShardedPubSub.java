package io.syncscript.doctor.redis;

import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.model.channel.ChannelNames;
import java.io.IOException;
import java.util.UUID;

/** What is published to a sharded channel comes back. */
public final class ShardedPubSub extends RedisCheck {
    @Override
    public String name() {
        return "Redis sharded pub/sub";
    }

    @Override
    Finding examine(RedisMasters redis, Installation installation) throws IOException {
        String channel = ChannelNames.canaryChannel("doctor-" + UUID.randomUUID());
        try (RedisConnection subscriber = redis.subscribe(channel);
                RedisConnection publisher = redis.connect(subscriber.node())) {
            publisher.command("SPUBLISH", channel, "canary");
            boolean arrived = subscriber.next() instanceof Reply.Many message
                    && message.text(0).equals("smessage")
                    && message.text(2).equals("canary");
            return arrived
                    ? new Finding.Healthy("a message came back")
                    : new Finding.Failed("another message came back than the one that was sent", remedy());
        } catch (RedisException e) {
            throw new FailedException("Redis says " + e.getMessage(), remedy());
        } catch (IOException e) {
            throw new FailedException("no message came back: " + e.getMessage(), remedy());
        }
    }

    private static String remedy() {
        return "Use Redis 7 or newer without a proxy that does not know SSUBSCRIBE, and let its user do it:"
                + " ACL SETUSER <user> +ssubscribe +sunsubscribe +spublish &vault:* &canary:*.";
    }
}
