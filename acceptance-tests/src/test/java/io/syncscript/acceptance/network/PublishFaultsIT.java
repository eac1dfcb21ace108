package io.syncscript.acceptance.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.syncscript.local.data.RealServers;
import io.syncscript.local.network.RedisLink;
import io.syncscript.model.channel.ChannelNames;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A publisher as the API has it, through a link; and a witness that hears, without one, what reaches Redis. */
@ParameterizedClass
@EnumSource(ProtocolVersion.class)
class PublishFaultsIT {
    private static final Duration SILENCE = Duration.ofMillis(200);

    private final String channel = ChannelNames.vaultChannel(UUID.randomUUID().toString());
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final RedisLink link = RedisLink.to(URI.create(RealServers.redis().url()));
    private final RedisClient client = RedisClient.create(link.uri().toString());
    private final RedisClient witness = RedisClient.create(RealServers.redis().url());
    private final StatefulRedisConnection<String, String> connection;
    private final RedisAsyncCommands<String, String> redis;

    PublishFaultsIT(ProtocolVersion protocol) {
        client.setOptions(ClientOptions.builder().protocolVersion(protocol).build());
        connection = client.connect();
        redis = connection.async();
    }

    @BeforeEach
    void listen() {
        StatefulRedisPubSubConnection<String, String> listening = witness.connectPubSub();
        listening.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, String message) {
                heard.add(message);
            }

            @Override
            public void smessage(String from, String message) {
                heard.add(message);
            }
        });
        listening.sync().ssubscribe(channel);
        listening.sync().subscribe(channel);
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        witness.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    }

    @Test
    void passesEverythingWhileWhole() {
        assertThat(results(redis.spublish(channel, "1"), redis.echo("2"), redis.publish(channel, "3")))
                .containsExactly(1L, "2", 1L);
        awaitHeard("1", "3");
    }

    @Test
    void swallowsPublishesAndAnswersThemInTheirPlaces() {
        link.swallowPublishes();
        List<Object> results = results(
                redis.echo("a"),
                redis.spublish(channel, "lost"),
                redis.echo("b"),
                redis.publish(channel, "lost too"),
                redis.spublish(channel, "and lost"),
                redis.echo("c"));
        link.mend();

        assertThat(results).containsExactly("a", 0L, "b", 0L, 0L, "c");
        assertThat(link.swallowedPublishes()).isEqualTo(3);
        assertThat(results(redis.spublish(channel, "after"))).containsExactly(1L);
        awaitHeard("after");
    }

    @Test
    void answersASwallowedPublishOnlyAfterTheCommandsBeforeIt() {
        link.swallowPublishes();
        String list = "list:" + channel;
        RedisFuture<?> blocked = redis.blpop(30, list);
        RedisFuture<Long> swallowed = redis.spublish(channel, "lost");
        RedisFuture<String> behind = redis.echo("behind");
        assertThat(CompletableFuture.anyOf(future(swallowed), future(behind)))
                .satisfies(any -> await().during(SILENCE).until(() -> !any.isDone()));

        RedisAsyncCommands<String, String> other = witness.connect().async();
        assertThat(results(other.rpush(list, "x"))).containsExactly(1L);

        assertThat(results(blocked, swallowed, behind)).element(1).isEqualTo(0L);
        assertThat(results(behind)).containsExactly("behind");
    }

    @Test
    void swallowsNothingInATransaction() {
        link.swallowPublishes();
        CompletableFuture<?> begun = future(redis.multi());
        RedisFuture<Long> queued = redis.publish(channel, "committed");
        results(redis.exec());

        assertThat(begun).isCompleted();
        assertThat(results(queued)).containsExactly(1L);
        awaitHeard("committed");
    }

    @Test
    void reordersAndDuplicatesAndAnswersEachCommandOnce() {
        List<String> published =
                IntStream.range(0, 40).mapToObj(Integer::toString).toList();
        link.duplicateAndReorderPublishes(7);

        assertThat(results(publish(published))).hasSize(40).containsOnly(1L);
        awaitNumberHeard(40 + link.duplicatedPublishes());
        assertThat(link.duplicatedPublishes()).isPositive();
        assertThat(new LinkedHashSet<>(heard)).containsExactlyInAnyOrderElementsOf(published);
        assertThat(List.copyOf(new LinkedHashSet<>(heard))).isNotEqualTo(published);
        assertThat(link.reorderedPublishes()).isPositive();
    }

    @Test
    void matchesRepliesToCommandsAmongReorderedPublishes() {
        link.duplicateAndReorderPublishes(7);
        List<Object> results = results(
                redis.spublish(channel, "1"),
                redis.publish("nobody:" + channel, "2"),
                redis.spublish(channel, "3"),
                redis.echo("x"),
                redis.publish("nobody:" + channel, "4"),
                redis.echo("y"),
                redis.spublish(channel, "5"));

        assertThat(results).containsExactly(1L, 0L, 1L, "x", 0L, "y", 1L);
    }

    @Test
    void isInOrderAgainOnceMended() {
        List<String> published =
                IntStream.range(0, 12).mapToObj(Integer::toString).toList();
        link.duplicateAndReorderPublishes(7);
        link.mend();

        assertThat(results(publish(published))).hasSize(12).containsOnly(1L);
        awaitHeard(published.toArray(String[]::new));
    }

    @Test
    void keepsEverythingWhileFrozenAndPassesItWhenMended() {
        link.freeze();
        RedisFuture<Long> kept = redis.spublish(channel, "kept");
        await().during(SILENCE).until(() -> !future(kept).isDone() && heard.isEmpty());

        link.mend();

        assertThat(results(kept)).containsExactly(1L);
        awaitHeard("kept");
    }

    @Test
    void canBeConnectedAgainAfterACut() {
        link.cut();
        await().until(() -> !connection.isOpen());
        link.mend();

        await().untilAsserted(() -> assertThat(redis.echo("again").get()).isEqualTo("again"));
    }

    private RedisFuture<?>[] publish(List<String> messages) {
        return messages.stream()
                .map(message -> redis.spublish(channel, message))
                .toArray(RedisFuture<?>[]::new);
    }

    private void awaitHeard(String... messages) {
        await().untilAsserted(() -> assertThat(heard).containsExactly(messages));
    }

    private void awaitNumberHeard(long number) {
        await().untilAsserted(() -> assertThat(heard).hasSize(Math.toIntExact(number)));
    }

    private static CompletableFuture<?> future(RedisFuture<?> future) {
        return future.toCompletableFuture();
    }

    private static List<Object> results(RedisFuture<?>... futures) {
        CompletableFuture<?>[] all =
                Stream.of(futures).map(PublishFaultsIT::future).toArray(CompletableFuture<?>[]::new);
        assertThat(CompletableFuture.allOf(all)).succeedsWithin(Duration.ofSeconds(10));
        return Stream.of(all).<Object>map(CompletableFuture::join).toList();
    }
}
