package io.syncscript.api.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncscript.api.ApiClient;
import io.syncscript.api.ApiClient.Answer;
import io.syncscript.api.RunningApi;
import io.syncscript.api.web.Ids;
import io.syncscript.local.data.RealServers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Logs of at most ten events and thirty days, pruned three events at a time; the passes are made by the tests. */
class RetentionIT {
    private static final RetentionProperties PROPERTIES =
            new RetentionProperties(Duration.ofDays(30), 10, Duration.ofMinutes(1), 3);
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(31));

    private static RunningApi api;
    private static ApiClient owner;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = NOW;
    private final LogRetention retention = retention();

    @BeforeAll
    static void start() {
        api = RunningApi.start(
                RealServers.newDatabase(), RealServers.redis(), Map.of("SYNCSCRIPT_RETENTION_INTERVAL", "1d"));
        owner = api.client().registered("Olga");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void keepsTheNewestEventsOfALogThatIsTooLong() {
        String vault = owner.newVault("V");
        append(vault, 27, NOW);

        retention.prune();

        assertThat(revisionsOf(vault)).containsExactly(range(18, 27));
        assertThat(pruned()).isEqualTo(17);
    }

    @Test
    void keepsALogThatIsNeitherTooLongNorTooOld() {
        String vault = owner.newVault("V");
        append(vault, 10, NOW.minus(Duration.ofDays(29)));

        retention.prune();

        assertThat(revisionsOf(vault)).containsExactly(range(1, 10));
    }

    @Test
    void prunesWhatIsTooOld() {
        String vault = owner.newVault("V");
        append(vault, 5, OLD);
        append(vault, 4, NOW);

        retention.prune();

        assertThat(revisionsOf(vault)).containsExactly(range(6, 9));
    }

    @Test
    void leavesNoHoleWhereTheClocksOfTwoProcessesDiffered() {
        String vault = owner.newVault("V");
        append(vault, 2, OLD);
        append(vault, 1, NOW);
        append(vault, 2, OLD);
        append(vault, 1, NOW);

        retention.prune();

        assertThat(revisionsOf(vault)).containsExactly(range(3, 6));
    }

    @Test
    void keepsTheNewestEventOfAVaultHoweverOld() {
        String vault = owner.newVault("V");
        append(vault, 7, OLD);

        retention.prune();

        assertThat(revisionsOf(vault)).containsExactly(7L);
    }

    @Test
    void keepsTheLastEventOfADeletedVaultUntilItIsTooOld() {
        String vault = owner.newVault("V");
        append(vault, 7, OLD);
        append(vault, 1, NOW.minus(Duration.ofDays(29)));
        delete(vault);

        retention.prune();
        assertThat(revisionsOf(vault)).containsExactly(8L);

        pass(Duration.ofDays(1).plusSeconds(1));
        assertThat(revisionsOf(vault)).isEmpty();
    }

    @Test
    void prunesWholeTheLogOfAVaultDeletedLongAgo() {
        String vault = owner.newVault("V");
        append(vault, 6, OLD);
        delete(vault);

        retention.prune();

        assertThat(revisionsOf(vault)).isEmpty();
        assertThat(pruned()).isEqualTo(6);
    }

    @Test
    void findsInALaterPassTheLogsThatHaveGrownOrAged() {
        String grown = owner.newVault("Grown");
        String aged = owner.newVault("Aged");
        String awoken = owner.newVault("Awoken");
        append(grown, 10, NOW);
        append(aged, 3, NOW.minus(Duration.ofDays(30)).plusSeconds(30));
        append(aged, 1, NOW);
        append(awoken, 1, OLD);
        retention.prune();
        assertThat(pruned()).isZero();

        append(grown, 2, NOW.plusSeconds(20));
        append(awoken, 1, NOW.plusSeconds(20));
        pass(Duration.ofMinutes(1));

        assertThat(revisionsOf(grown)).containsExactly(range(3, 12));
        assertThat(revisionsOf(aged)).containsExactly(4L);
        assertThat(revisionsOf(awoken)).containsExactly(2L);
    }

    @Test
    void showsAReaderTheGap() {
        String vault = owner.newVault("V");
        append(vault, 15, NOW);

        retention.prune();
        Answer gap = owner.get("/api/vaults/" + vault + "/events?after=2&limit=3");
        Answer none = owner.get("/api/vaults/" + vault + "/events?after=5&limit=1");

        assertThat(listed(gap)).containsExactly(6L, 7L, 8L);
        assertThat(gap.json().path("revision").asLong()).isEqualTo(15);
        assertThat(listed(none)).containsExactly(6L);
    }

    @Test
    void letsAMutationOfTheVaultCommitBeforeThePassDoes() {
        String vault = owner.newVault("V");
        append(vault, 15, NOW);

        api.bean(TransactionTemplate.class).executeWithoutResult(pass -> {
            retention.prune();
            assertThat(api.rows("""
                            select distinct mode from pg_locks
                            where pid = pg_backend_pid() and relation = 'vaults'::regclass""")).containsExactly("AccessShareLock");
            long revision = CompletableFuture.supplyAsync(() -> owner.addSource(vault, "S"))
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join()
                    .revision();
            assertThat(revision).isEqualTo(16);
        });

        assertThat(revisionsOf(vault)).containsExactly(range(6, 16));
    }

    @Test
    void prunesAVaultThatAMutationHolds() {
        String vault = owner.newVault("V");
        append(vault, 15, NOW);

        api.bean(TransactionTemplate.class).executeWithoutResult(mutation -> {
            api.rows("select id from vaults where id = ? for update", vault);
            append(vault, 1, NOW);
            CompletableFuture.runAsync(retention::prune)
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();
        });

        assertThat(revisionsOf(vault)).containsExactly(range(6, 16));
    }

    @Test
    void prunesOnceWhenTwoProcessesPassAtOnceWithoutALock() {
        String vault = owner.newVault("V");
        append(vault, 300, NOW);
        LogRetention other = retention();

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(retention::prune, Thread::startVirtualThread),
                        CompletableFuture.runAsync(other::prune, Thread::startVirtualThread))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();

        assertThat(revisionsOf(vault)).containsExactly(range(291, 300));
        assertThat(pruned()).isEqualTo(290);
    }

    private LogRetention retention() {
        PrunableLogs logs = new PrunableLogs(api.bean(JdbcClient.class), PROPERTIES);
        return new LogRetention(logs, PROPERTIES, new TestClock(), meters);
    }

    private void pass(Duration later) {
        now = now.plus(later);
        retention.prune();
    }

    private double pruned() {
        return meters.get("syncscript.retention.pruned").counter().count();
    }

    private static void append(String vault, int events, Instant createdAt) {
        for (int i = 0; i < events; i++) {
            api.bean(JdbcClient.class)
                    .sql("""
                            with head as (update vaults set revision = revision + 1 where id = :vault returning revision)
                            insert into vault_event (vault_id, revision, event_id, type, subject_id, payload, created_at)
                            select :vault, revision, :event, 'source:deleted', :vault, '{}', :createdAt from head
                            """)
                    .param("vault", vault)
                    .param("event", Ids.next())
                    .param("createdAt", createdAt.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    private static void delete(String vault) {
        api.bean(JdbcClient.class)
                .sql("delete from vaults where id = ?")
                .param(vault)
                .update();
    }

    private static List<Long> revisionsOf(String vault) {
        return api.rows("select revision from vault_event where vault_id = ? order by revision", vault).stream()
                .map(Long::valueOf)
                .toList();
    }

    private static List<Long> listed(Answer events) {
        return events.json()
                .path("items")
                .valueStream()
                .map((JsonNode item) -> item.path("revision").asLong())
                .toList();
    }

    private static Long[] range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toArray(Long[]::new);
    }

    /** Shows the time that the test has set. */
    private final class TestClock extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
