package io.syncscript.api;

import static io.syncscript.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.syncscript.api.ApiClient.Answer;
import io.syncscript.api.access.LockedVault;
import io.syncscript.api.access.VaultAccess;
import io.syncscript.api.eventlog.VaultLog;
import io.syncscript.local.data.RealServers;
import io.syncscript.model.access.Permission;
import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.event.VaultEvent;
import io.syncscript.model.event.VaultEventCodec;
import io.syncscript.model.event.VaultMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class EventLogIT {
    private static RunningApi api;
    private static ApiClient owner;
    private static RedisClient redis;
    private static StatefulRedisPubSubConnection<byte[], byte[]> subscription;
    private static final List<VaultMessage> PUBLISHED = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        api = RunningApi.shared();
        owner = api.client().registered("Olga");
        redis = RedisClient.create(RealServers.redis().url());
        subscription = redis.connectPubSub(ByteArrayCodec.INSTANCE);
        subscription.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void smessage(byte[] channel, byte[] message) {
                PUBLISHED.add(VaultEventCodec.decode(message));
            }
        });
    }

    @AfterAll
    static void stop() {
        redis.shutdown();
    }

    @Test
    void saysTheSameInTheAnswerTheLogAndTheRow() {
        String vault = listenedVault();

        Answer created = owner.addSource(vault, "S");

        JsonNode event = owner.get("/api/vaults/" + vault + "/events")
                .json()
                .path("items")
                .path(0);
        JsonNode payload = event.path("payload");
        assertThat(event.path("type").asString()).isEqualTo("source:created");
        assertThat(event.path("revision").asLong()).isEqualTo(created.revision());
        assertThat(payload.path("source")).isEqualTo(created.json());
        assertThat(payload.path("timestamp").asString()).isEqualTo(created.text("createdAt"));
        assertThat(payload.path("actor").toString())
                .isEqualTo("{\"userId\":\"" + owner.userId() + "\",\"userName\":\"Olga\",\"role\":\"owner\"}");
        assertThat(api.rows(
                        "select created_at = to_timestamp(0) + ?::interval from sources where vault_id = ?",
                        java.time.Instant.parse(created.text("createdAt")).toEpochMilli() + " milliseconds",
                        vault))
                .containsExactly("t");
    }

    @Test
    void publishesTheLoggedPayloadByteForByte() {
        String vault = listenedVault();

        owner.addSource(vault, "S \u00e4 \uD83D\uDCC4");

        await().until(() -> publishedOf(vault).size() == 1);
        VaultMessage message = publishedOf(vault).getFirst();
        assertThat(message.payload())
                .isEqualTo(api.rows("select payload from vault_event where vault_id = ?", vault)
                        .getFirst());
        assertThat(message.announced()).isFalse();
        assertThat(message.eventId())
                .isEqualTo(api.rows("select event_id from vault_event where vault_id = ?", vault)
                        .getFirst());
    }

    @Test
    void logsEveryKindOfChange() {
        ApiClient friend = api.client().registered("Fred");
        String vault = listenedVault();

        String source = owner.addSource(vault, "S").text("id");
        owner.patch("/api/sources/" + source, Map.of("title", "T"));
        owner.delete("/api/sources/" + source);
        owner.patch("/api/vaults/" + vault, Map.of("name", "W"));
        owner.addMember(vault, friend, "viewer");
        owner.patch("/api/vaults/" + vault + "/members/" + friend.userId(), Map.of("role", "contributor"));
        owner.delete("/api/vaults/" + vault + "/members/" + friend.userId());
        owner.delete("/api/vaults/" + vault);

        await().until(() -> publishedOf(vault).size() == 8);
        assertThat(publishedOf(vault).stream().map(VaultMessage::type))
                .containsExactly(
                        "source:created",
                        "source:updated",
                        "source:deleted",
                        "vault:updated",
                        "member:added",
                        "member:updated",
                        "member:removed",
                        "vault:deleted");
        assertThat(publishedOf(vault).stream().map(VaultEventCodec::event))
                .noneMatch(VaultEvent.Unknown.class::isInstance);
        assertThat(api.rows("select subject_id from vault_event where vault_id = ? order by revision", vault))
                .containsExactly(
                        source, source, source, vault, friend.userId(), friend.userId(), friend.userId(), vault);
    }

    @Test
    void givesRevisionsWithoutGapsAndPublishesInTheirOrder() throws InterruptedException {
        long writers = 16;
        long writes = 15;
        String vault = listenedVault();
        List<Long> revisions = new CopyOnWriteArrayList<>();

        List<Thread> threads = LongStream.range(0, writers)
                .mapToObj(writer -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < writes; i++) {
                        revisions.add(owner.addSource(vault, writer + "-" + i).revision());
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        long last = writers * writes;
        Long[] expected = LongStream.rangeClosed(1, last).boxed().toArray(Long[]::new);
        assertThat(revisions).containsExactlyInAnyOrder(expected);
        assertThat(api.rows("select revision from vault_event where vault_id = ? order by revision", vault))
                .hasSize((int) last);
        await().until(() -> publishedOf(vault).size() == last);
        assertThat(publishedOf(vault).stream().map(VaultMessage::revision)).containsExactly(expected);
        assertThat(api.rows(
                        "select count(*) from (select created_at < lag(created_at) over (order by revision) as back"
                                + " from vault_event where vault_id = ?) t where back",
                        vault))
                .containsExactly("0");
    }

    @Test
    void makesNoEventOfATransactionThatRollsBack() {
        String vault = listenedVault();
        VaultAccess access = api.bean(VaultAccess.class);
        VaultLog log = api.bean(VaultLog.class);

        api.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            LockedVault locked = access.lock(vault, owner.userId(), Permission.MANAGE_VAULT);
            log.append(
                    locked,
                    vault,
                    Map.of(),
                    header -> new VaultEvent.VaultDeleted(
                            header.vaultId(), header.revision(), header.eventId(), header.actor(), header.timestamp()));
            status.setRollbackOnly();
        });
        Answer next = owner.addSource(vault, "After");

        assertThat(next.revision()).isEqualTo(1);
        await().until(() -> !publishedOf(vault).isEmpty());
        assertThat(publishedOf(vault).stream().map(VaultMessage::type)).containsExactly("source:created");
        assertThat(api.rows("select action from audit_log where vault_id = ? and revision > 0", vault))
                .containsExactly("source:created");
    }

    @Test
    void makesNoEventOfARefusedMutation() {
        String vault = listenedVault();
        ApiClient stranger = api.client().registered("Otto");

        stranger.addSource(vault, "S");
        owner.post("/api/vaults/" + vault + "/sources", Map.of("title", "no url"));
        owner.addSource(vault, "Only this");

        await().until(() -> !publishedOf(vault).isEmpty());
        assertThat(publishedOf(vault)).hasSize(1);
        assertThat(publishedOf(vault).getFirst().revision()).isEqualTo(1);
    }

    @Test
    void listsWhatCameAfterARevision() {
        String vault = listenedVault();
        for (int i = 0; i < 5; i++) {
            owner.addSource(vault, "S" + i);
        }

        Answer two = owner.get("/api/vaults/" + vault + "/events?after=1&limit=2");
        Answer none = owner.get("/api/vaults/" + vault + "/events?after=5");
        Answer ahead = owner.get("/api/vaults/" + vault + "/events?after=99");

        assertThat(revisionsOf(two)).containsExactly(2L, 3L);
        assertThat(two.json().path("revision").asLong()).isEqualTo(5);
        assertThat(two.revision()).isEqualTo(5);
        assertThat(revisionsOf(none)).isEmpty();
        assertThat(revisionsOf(ahead)).isEmpty();
        assertThat(ahead.json().path("revision").asLong()).isEqualTo(5);
    }

    @Test
    void tellsWhoReturnsWhatHasHappenedSince() {
        String vault = owner.newVault("V");
        ApiClient member = api.client().registered("Mia");
        owner.addSource(vault, "before");
        owner.addMember(vault, member, "viewer");
        assertThat(revisionsOf(member.get("/api/vaults/" + vault + "/events?after=0")))
                .containsExactly(1L, 2L);
        owner.delete("/api/vaults/" + vault + "/members/" + member.userId());
        owner.addSource(vault, "secret");
        owner.addMember(vault, member, "viewer");
        owner.addSource(vault, "after");

        assertThat(revisionsOf(member.get("/api/vaults/" + vault + "/events?after=0")))
                .containsExactly(5L, 6L);
        assertThat(revisionsOf(member.get("/api/vaults/" + vault + "/events?after=5")))
                .containsExactly(6L);
        assertThat(revisionsOf(owner.get("/api/vaults/" + vault + "/events?after=0")))
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=-1", "after=x", "after=99999999999999999999", "limit=0", "limit=1001"})
    void refusesAStretchThatCannotBe(String query) {
        assertProblem(owner.get("/api/vaults/" + owner.newVault("V") + "/events?" + query), 400, "VALIDATION_FAILED");
    }

    private static String listenedVault() {
        String vault = owner.newVault("V");
        subscription.sync().ssubscribe(ChannelNames.vaultChannel(vault).getBytes(StandardCharsets.UTF_8));
        return vault;
    }

    private static List<VaultMessage> publishedOf(String vault) {
        return PUBLISHED.stream()
                .filter(message -> message.vaultId().equals(vault))
                .toList();
    }

    private static List<Long> revisionsOf(Answer events) {
        List<Long> revisions = new ArrayList<>();
        events.json()
                .path("items")
                .forEach(item -> revisions.add(item.path("revision").asLong()));
        return revisions;
    }
}
