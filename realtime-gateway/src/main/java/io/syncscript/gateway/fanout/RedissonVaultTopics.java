package io.syncscript.gateway.fanout;

import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.event.MalformedMessageException;
import io.syncscript.model.event.VaultEventCodec;
import io.syncscript.model.event.VaultMessage;
import org.redisson.api.RShardedTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sharded topics through Redisson; a message that is malformed or of another vault is skipped. */
@Component
class RedissonVaultTopics implements VaultTopics {
    private static final Logger log = LoggerFactory.getLogger(RedissonVaultTopics.class);

    private final RedissonClients redisson;
    private final RedisProperties properties;
    private final MalformedMessages malformed;
    private final Canaries canaries;
    private final DeadSubscriptions dead;

    RedissonVaultTopics(
            RedissonClients redisson,
            RedisProperties properties,
            MalformedMessages malformed,
            Canaries canaries,
            DeadSubscriptions dead) {
        this.redisson = redisson;
        this.properties = properties;
        this.malformed = malformed;
        this.canaries = canaries;
        this.dead = dead;
    }

    @Override
    public VaultSubscription subscribe(String vaultId, VaultListener listener) {
        String channel = ChannelNames.vaultChannel(vaultId);
        MissedMessages misses = new MissedMessages(
                properties.missedMessages(), firstMissedAt -> canaries.haveFlownSince(channel, firstMissedAt));
        TopicSubscription subscription = redisson.subscribe(
                client -> topic(client, vaultId),
                bytes -> {
                    misses.heard();
                    receive(vaultId, bytes, listener);
                },
                listener::onSubscribed);
        return new WatchedSubscription(subscription, misses, () -> dead.renewed(channel));
    }

    private void receive(String vaultId, byte[] bytes, VaultListener listener) {
        VaultMessage message;
        try {
            message = VaultEventCodec.decode(bytes);
        } catch (MalformedMessageException e) {
            malformed.skipped(ChannelNames.vaultChannel(vaultId), e.toString());
            return;
        }
        if (message.vaultId().equals(vaultId)) {
            listener.onMessage(message);
        } else {
            malformed.skipped(ChannelNames.vaultChannel(vaultId), "it names another vault");
        }
    }

    @Override
    public void publish(VaultMessage message) {
        byte[] bytes = VaultEventCodec.encode(message);
        Thread.startVirtualThread(() -> {
            try {
                topic(redisson.current(), message.vaultId()).publish(bytes);
            } catch (RuntimeException e) {
                log.debug("Could not publish to vault {}: {}", message.vaultId(), e.toString());
            }
        });
    }

    private static RShardedTopic topic(RedissonClient client, String vaultId) {
        return client.getShardedTopic(ChannelNames.vaultChannel(vaultId), ByteArrayCodec.INSTANCE);
    }
}
