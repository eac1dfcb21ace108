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

    private final RedissonClient redisson;
    private final RedisProperties properties;
    private final MalformedMessages malformed;

    RedissonVaultTopics(RedissonClient redisson, RedisProperties properties, MalformedMessages malformed) {
        this.redisson = redisson;
        this.properties = properties;
        this.malformed = malformed;
    }

    @Override
    public Subscription subscribe(String vaultId, VaultListener listener) {
        return new TopicSubscription(
                        topic(vaultId),
                        bytes -> receive(vaultId, bytes, listener),
                        listener::onSubscribed,
                        properties.retryDelay())
                .start();
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
                topic(message.vaultId()).publish(bytes);
            } catch (RuntimeException e) {
                log.debug("Could not publish to vault {}: {}", message.vaultId(), e.toString());
            }
        });
    }

    private RShardedTopic topic(String vaultId) {
        return redisson.getShardedTopic(ChannelNames.vaultChannel(vaultId), ByteArrayCodec.INSTANCE);
    }
}
