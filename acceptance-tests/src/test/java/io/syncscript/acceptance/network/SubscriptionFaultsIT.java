package io.syncscript.acceptance.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.syncscript.local.data.RealServers;
import io.syncscript.local.network.RedisLink;
import io.syncscript.model.channel.ChannelNames;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.Redisson;
import org.redisson.api.RShardedTopic;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.Protocol;

/** A subscriber as a gateway has it, through a link; and a publisher without one. */
@ParameterizedClass
@EnumSource(Protocol.class)
class SubscriptionFaultsIT {
    private static final Duration SILENCE = Duration.ofMillis(200);
    private static final int PING_MILLIS = 100;

    private final Protocol protocol;
    private final String channel = ChannelNames.vaultChannel(UUID.randomUUID().toString());
    private final String otherChannel =
            ChannelNames.vaultChannel(UUID.randomUUID().toString());
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> heardElsewhere = new CopyOnWriteArrayList<>();
    private final RedisLink link = RedisLink.to(URI.create(RealServers.redis().url()));
    private final RedissonClient redisson;
    private final RedisClient client = RedisClient.create(RealServers.redis().url());
    private final RedisCommands<String, String> redis = client.connect().sync();

    SubscriptionFaultsIT(Protocol protocol) {
        this.protocol = protocol;
        this.redisson = redisson(PING_MILLIS);
    }

    @AfterEach
    void stop() throws IOException {
        redisson.shutdown();
        link.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    }

    @Test
    void dropsDeliveriesAndNothingElse() {
        subscribe(redisson, channel, heard);
        link.dropDeliveries();
        assertThat(redis.spublish(channel, "lost")).isEqualTo(1);
        await().until(() -> link.droppedDeliveries() == 1);

        subscribe(redisson, otherChannel, heardElsewhere);
        redisson.getBucket("bucket:" + channel, StringCodec.INSTANCE).set("kept");
        assertThat(redisson.getBucket("bucket:" + channel, StringCodec.INSTANCE).get())
                .isEqualTo("kept");
        link.mend();

        redis.spublish(channel, "heard");
        redis.spublish(otherChannel, "heard as well");
        await().untilAsserted(() -> assertThat(heard).containsExactly("heard"));
        await().untilAsserted(() -> assertThat(heardElsewhere).containsExactly("heard as well"));
    }

    @Test
    void dropsDeliveriesOfPlainChannelsAndPatterns() {
        RTopic plain = redisson.getTopic(channel, ByteArrayCodec.INSTANCE);
        plain.addListener(byte[].class, (from, message) -> heard.add(text(message)));
        redisson.getPatternTopic("pattern:" + channel + "*", ByteArrayCodec.INSTANCE)
                .addListener(byte[].class, (pattern, from, message) -> heard.add(text(message)));
        link.dropDeliveries();
        assertThat(redis.publish(channel, "lost")).isEqualTo(1);
        assertThat(redis.publish("pattern:" + channel + "1", "lost")).isEqualTo(1);
        await().until(() -> link.droppedDeliveries() == 2);
        link.mend();

        redis.publish(channel, "plain");
        redis.publish("pattern:" + channel + "1", "by pattern");
        await().untilAsserted(() -> assertThat(heard).containsExactlyInAnyOrder("plain", "by pattern"));
    }

    @Test
    void dropsDeliveriesOfChosenChannelsOnly() {
        subscribe(redisson, channel, heard);
        subscribe(redisson, otherChannel, heardElsewhere);
        link.dropDeliveries(channel::equals);
        redis.spublish(channel, "lost");
        redis.spublish(otherChannel, "heard");

        await().untilAsserted(() -> assertThat(heardElsewhere).containsExactly("heard"));
        await().until(() -> link.droppedDeliveries() == 1);
        assertThat(heard).isEmpty();
    }

    @Test
    void hasRedisForgetASubscriptionThatTheClientStillBelievesIn() {
        subscribe(redisson, channel, heard);
        subscribe(redisson, otherChannel, heardElsewhere);
        int connections = connections();
        assertThat(link.forgetSubscription(channel)).isEqualTo(1);
        await().until(() -> subscribers(channel) == 0);

        assertThat(redis.spublish(channel, "lost")).isZero();
        assertThat(redis.spublish(otherChannel, "heard")).isEqualTo(1);
        await().untilAsserted(() -> assertThat(heardElsewhere).containsExactly("heard"));
        await().during(SILENCE).until(() -> subscribers(channel) == 0 && connections() == connections);
        assertThat(heard).isEmpty();
    }

    @Test
    void keepsTheConnectionWhoseOnlySubscriptionIsForgotten() {
        subscribe(redisson, channel, heard);
        String connection = subscribedConnection();
        link.forgetSubscription(channel);
        await().until(() -> subscribers(channel) == 0);

        await().during(Duration.ofMillis(5 * PING_MILLIS))
                .until(() -> redis.clientList().contains(connection));
        assertThat(subscribers(channel)).isZero();
    }

    @Test
    void hidesFromTheClientThatRedisForgot() {
        RedisClient lettuce = RedisClient.create(link.uri().toString());
        lettuce.setOptions(ClientOptions.builder()
                .protocolVersion(protocol == Protocol.RESP2 ? ProtocolVersion.RESP2 : ProtocolVersion.RESP3)
                .build());
        try {
            StatefulRedisPubSubConnection<String, String> subscriber = lettuce.connectPubSub();
            subscriber.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void sunsubscribed(String from, long left) {
                    heard.add("left " + from);
                }
            });
            subscriber.sync().ssubscribe(channel);
            link.forgetSubscription(channel);
            await().until(() -> subscribers(channel) == 0);

            assertThat(subscriber.sync().ping()).isEqualTo("PONG");
            assertThat(heard).isEmpty();
            subscriber.sync().sunsubscribe(channel);
            await().untilAsserted(() -> assertThat(heard).containsExactly("left " + channel));
        } finally {
            lettuce.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        }
    }

    @Test
    void letsAForgottenSubscriptionBeRenewed() {
        RShardedTopic topic = redisson.getShardedTopic(channel, ByteArrayCodec.INSTANCE);
        int listener = subscribe(redisson, channel, heard);
        link.forgetSubscription(channel);
        await().until(() -> subscribers(channel) == 0);

        topic.removeListener(listener);
        subscribe(redisson, channel, heard);

        assertThat(redis.spublish(channel, "heard")).isEqualTo(1);
        await().untilAsserted(() -> assertThat(heard).containsExactly("heard"));
    }

    @Test
    void freezesConnectionsThatAreSubscribedAndNoOther() {
        RedissonClient patient = redisson(60_000);
        RedissonClient later = redisson(60_000);
        try {
            subscribe(patient, channel, heard);
            assertThat(link.freezeSubscribers()).isEqualTo(1);
            assertThat(redis.spublish(channel, "late")).isEqualTo(1);

            patient.getBucket("bucket:" + channel, StringCodec.INSTANCE).set("kept");
            subscribe(later, otherChannel, heardElsewhere);
            redis.spublish(otherChannel, "at once");
            await().untilAsserted(() -> assertThat(heardElsewhere).containsExactly("at once"));
            assertThat(heard).isEmpty();
            link.mend();

            await().untilAsserted(() -> assertThat(heard).containsExactly("late"));
        } finally {
            patient.shutdown();
            later.shutdown();
        }
    }

    @Test
    void isSubscribedAgainAfterACut() {
        subscribe(redisson, channel, heard);
        link.cut();
        await().until(() -> subscribers(channel) == 0);
        link.mend();

        await().until(() -> redis.spublish(channel, "heard") == 1);
        await().untilAsserted(() -> assertThat(heard).containsExactly("heard"));
    }

    private RedissonClient redisson(int pingMillis) {
        Config config = new Config();
        config.setProtocol(protocol).setLazyInitialization(true).setThreads(2).setNettyThreads(2);
        config.useSingleServer()
                .setAddress(link.uri().toString())
                .setPingConnectionInterval(pingMillis)
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(2)
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(2)
                .setSubscriptionsPerConnection(100);
        return Redisson.create(config);
    }

    private static int subscribe(RedissonClient redisson, String channel, List<String> heard) {
        return redisson.getShardedTopic(channel, ByteArrayCodec.INSTANCE)
                .addListener(byte[].class, (from, message) -> heard.add(text(message)));
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    private long subscribers(String sharded) {
        return redis.pubsubShardNumsub(sharded).getOrDefault(sharded, 0L);
    }

    private int connections() {
        return Math.toIntExact(redis.clientList().lines().count());
    }

    /** Its id, as it stands in the list of clients. */
    private String subscribedConnection() {
        return redis.clientList()
                .lines()
                .filter(line -> line.contains(" ssub=1 "))
                .map(line -> line.substring(0, line.indexOf(' ') + 1))
                .findAny()
                .orElseThrow();
    }
}
