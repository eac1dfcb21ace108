package io.syncscript.doctor.redis;

import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import io.syncscript.model.channel.ChannelNames;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is published to a sharded channel comes back. */
public final class ShardedPubSub implements Check {
    @Override
    public String name() {
        return "Redis sharded pub/sub";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.REDIS);
    }

    @Override
    public Finding examine(Installation installation) throws IOException {
        Optional<URI> server = installation.settings().redis();
        if (server.isEmpty()) {
            return new Finding.Skipped("no --redis-url given");
        }
        String channel = ChannelNames.canaryChannel("doctor-" + UUID.randomUUID());
        try (RedisConnection subscriber = RedisConnection.open(server.get());
                RedisConnection publisher = RedisConnection.open(server.get())) {
            subscriber.command("SSUBSCRIBE", channel);
            publisher.command("SPUBLISH", channel, "canary");
            boolean arrived = subscriber.next() instanceof Reply.Many message
                    && message.text(0).equals("smessage")
                    && message.text(2).equals("canary");
            return arrived
                    ? new Finding.Healthy("a message came back")
                    : new Finding.Failed("another message came back than the one that was sent", remedy());
        } catch (RedisException e) {
            if (e.isRedirection()) {
                return new Finding.Skipped("a Redis cluster: the channel lives on another node");
            }
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
