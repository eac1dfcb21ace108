package io.syncscript.gateway;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.event.VaultEventCodec;
import io.syncscript.model.event.VaultMessage;
import io.syncscript.model.session.SessionCodec;
import io.syncscript.model.session.SessionDigest;
import io.syncscript.model.session.SessionEnded;
import io.syncscript.model.session.SessionFields;
import io.syncscript.model.session.SessionPrincipal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Does in Redis what the API service does: keeps sessions and publishes. */
public final class GatewayRedis implements AutoCloseable {
    private final RedisClient client;
    private final StatefulRedisConnection<String, byte[]> connection;
    private final RedisCommands<String, byte[]> redis;

    public GatewayRedis(String url) {
        client = RedisClient.create(url);
        connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        redis = connection.sync();
    }

    /** A session of the user that was just used; returns its id. */
    public String login(TestUser user) {
        return login(user, Instant.now(), Duration.ofMinutes(30));
    }

    public String login(TestUser user, Instant lastAccessed, Duration maxInactive) {
        String sessionId = UUID.randomUUID().toString();
        Map<String, byte[]> fields = new HashMap<>();
        fields.put(SessionFields.CREATION_TIME, number(lastAccessed.toEpochMilli()));
        fields.put(SessionFields.LAST_ACCESSED_TIME, number(lastAccessed.toEpochMilli()));
        fields.put(SessionFields.MAX_INACTIVE_INTERVAL, number(maxInactive.toSeconds()));
        fields.put(
                SessionFields.PRINCIPAL,
                JsonMapper.shared().writeValueAsBytes(new SessionPrincipal(user.id(), user.email(), user.name())));
        redis.hset(ChannelNames.sessionKey(sessionId), fields);
        return sessionId;
    }

    /** Moves the last access of a session into the past. */
    public void age(String sessionId, Duration age) {
        redis.hset(
                ChannelNames.sessionKey(sessionId),
                SessionFields.LAST_ACCESSED_TIME,
                number(Instant.now().minus(age).toEpochMilli()));
    }

    public void delete(String sessionId) {
        redis.del(ChannelNames.sessionKey(sessionId));
    }

    public void publish(VaultMessage message) {
        publish(message.vaultId(), VaultEventCodec.encode(message));
    }

    public void publish(String vaultId, byte[] bytes) {
        redis.spublish(ChannelNames.vaultChannel(vaultId), bytes);
    }

    /** Says that a session of the user has ended. */
    public void publishEnd(TestUser user, String sessionId) {
        publishSessionEnd(SessionCodec.encode(new SessionEnded(user.id(), List.of(SessionDigest.hex(sessionId)))));
    }

    public void publishSessionEnd(byte[] bytes) {
        redis.publish(ChannelNames.SESSION_ENDED, bytes);
    }

    /** How many connections are subscribed to the vault's channel. */
    public long subscribers(String vaultId) {
        String channel = ChannelNames.vaultChannel(vaultId);
        return redis.pubsubShardNumsub(channel).getOrDefault(channel, 0L);
    }

    /** The sharded channels that somebody is subscribed to. */
    public List<String> shardedChannels(String pattern) {
        return redis.pubsubShardChannels(pattern);
    }

    /** The cookie header of a client with that session. */
    public static String cookie(String sessionId) {
        return "SESSION=" + Base64.getEncoder().encodeToString(sessionId.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] number(long value) {
        return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
