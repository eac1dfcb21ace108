package io.syncscript.doctor.redis;

import io.syncscript.doctor.check.CanaryVault;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import io.syncscript.model.channel.ChannelNames;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** A change made over REST is published to this Redis, so that gateways need not wait for their sweep of the log. */
public final class RedisDoorbell extends RedisCheck {
    @Override
    public String name() {
        return "Redis doorbell";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return EnumSet.of(Prerequisite.REDIS, Prerequisite.LOGIN);
    }

    @Override
    Finding examine(RedisMasters redis, Installation installation) throws IOException, InterruptedException {
        CanaryVault vault = installation.newVault();
        try (RedisConnection subscriber = redis.subscribe(ChannelNames.vaultChannel(vault.id()))) {
            vault.addSource(installation.origin(), installation.session());
            return hears(subscriber)
                    ? new Finding.Healthy("a change was published")
                    : new Finding.Failed("a change was not published within seconds", remedy());
        } catch (RedisException e) {
            return new Finding.Skipped("this user cannot listen: " + e.getMessage());
        }
    }

    private static boolean hears(RedisConnection subscriber) {
        try {
            return subscriber.next() instanceof Reply.Many message
                    && message.text(0).equals("smessage");
        } catch (IOException e) {
            return false;
        }
    }

    private static String remedy() {
        return "Give the API services and the gateways the same SYNCSCRIPT_REDIS_URL, and see the API service's log:"
                + " without the doorbell changes arrive half a second late.";
    }
}
