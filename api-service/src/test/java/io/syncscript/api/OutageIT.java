package io.syncscript.api;

import static io.syncscript.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncscript.api.access.LockedVault;
import io.syncscript.api.access.VaultAccess;
import io.syncscript.api.eventlog.VaultLog;
import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.data.RealServers;
import io.syncscript.local.data.RedisServer;
import io.syncscript.model.access.Permission;
import io.syncscript.model.channel.ChannelNames;
import io.syncscript.model.event.VaultEvent;
import io.syncscript.model.event.VaultEventCodec;
import io.syncscript.model.session.SessionFields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The stores go away and come back, each a server of the test's own. */
@ExtendWith(OutputCaptureExtension.class)
class OutageIT {
    private static final Duration QUICK = Duration.ofMillis(1500);

    @Test
    void answersACommittedMutationThoughRedisGoesAwayBeforeTheCommit() throws Exception {
        try (RedisServer redis = RedisServer.start(0, null);
                RunningApi api = RunningApi.start(RealServers.newDatabase(), redis, Map.of())) {
            ApiClient owner = api.client().registered("Olga");
            String vault = owner.newVault("V");
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Thread holder = Thread.ofVirtual().start(() -> hold(api, vault, held, release));
            held.await();
            FutureTask<ApiClient.Answer> write = new FutureTask<>(() -> owner.addSource(vault, "S"));
            Thread.ofVirtual().start(write);
            // The request has passed the session check and waits for the vault's row.
            await().until(() -> api.rows("select count(*) from pg_stat_activity where datname = current_database()"
                            + " and wait_event_type = 'Lock'")
                    .equals(List.of("1")));
            redis.stop();

            long released = System.nanoTime();
            release.countDown();
            ApiClient.Answer answer = write.get(10, TimeUnit.SECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - released);
            holder.join();

            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            assertThat(took).isLessThan(Duration.ofMillis(250));
            assertThat(api.rows("select type from vault_event where vault_id = ?", vault))
                    .containsExactly("source:created");
            await().until(() -> failedPublishes(api) >= 1);
        }
    }

    @Test
    void servesWithoutRedisAndKeepsItsSessionsWhenRedisComesBackEmpty(CapturedOutput output) {
        try (RedisServer redis = RedisServer.start(0, null);
                RunningApi api = RunningApi.start(RealServers.newDatabase(), redis, Map.of())) {
            ApiClient owner = api.client().registered("Olga");
            String vault = owner.newVault("V");
            redis.stop();

            assertThat(quickly(() -> owner.get("/api/vaults")).status()).isEqualTo(200);
            assertThat(quickly(() -> owner.addSource(vault, "S")).status()).isEqualTo(201);
            assertThat(quickly(() -> owner.get("/test/realtime")).status()).isEqualTo(200);
            ApiClient late = api.client().registered("Lena");
            assertThat(quickly(() -> late.get("/api/auth/session")).status()).isEqualTo(200);
            ApiClient leaving = api.client();
            leaving.useCookie(owner.cookie());
            owner.post("/api/auth/login", Map.of("email", owner.email(), "password", "correct horse"));
            assertProblem(quickly(() -> leaving.get("/api/auth/session")), 401, "UNAUTHORIZED");
            assertProblem(api.client().get("/api/vaults"), 401, "UNAUTHORIZED");
            ApiClient probe = new ApiClient(api.managementUrl());
            assertThat(probe.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(probe.get("/actuator/health/readiness").status()).isEqualTo(200);

            redis.restart();
            for (ApiClient client : List.of(owner, late)) {
                await().until(() -> client.get("/api/auth/session").status() == 200 && isIn(redis, client.sessionId()));
            }
            assertThat(owner.post("/api/auth/logout", Map.of()).status()).isEqualTo(204);
            assertThat(late.get("/api/auth/session").status()).isEqualTo(200);
            assertThat(output.getAll())
                    .doesNotContain(late.sessionId())
                    .doesNotContain(Objects.requireNonNull(late.cookie()));
        }
    }

    @Test
    void waitsForARedisThatHangsTwiceAndForgetsNoSessionOverIt() throws Exception {
        try (RedisServer redis = RedisServer.start(0, null);
                RunningApi api = RunningApi.start(
                        RealServers.newDatabase(), redis, Map.of("SYNCSCRIPT_SESSION_BREAKER_PAUSE", "100ms"))) {
            ApiClient owner = api.client().registered("Olga");
            String vault = owner.newVault("V");
            signal("STOP", redis.pid());
            try {
                for (int i = 0; i < 2; i++) {
                    assertThat(quickly(() -> owner.addSource(vault, "S")).status())
                            .isEqualTo(201);
                }
                // Redis is tried again all the time, and no request waits for the second that this takes.
                await().pollInterval(Duration.ofMillis(50))
                        .during(Duration.ofSeconds(3))
                        .until(() -> {
                            long start = System.nanoTime();
                            int status = owner.addSource(vault, "S").status();
                            return status == 201
                                    && System.nanoTime() - start
                                            < Duration.ofMillis(900).toNanos();
                        });
                String ended = owner.cookie();
                assertThat(quickly(() -> owner.post("/api/auth/logout", Map.of()))
                                .status())
                        .isEqualTo(204);
                owner.useCookie(ended);
            } finally {
                signal("CONT", redis.pid());
            }

            // Redis has the session as it was, and is asked again as soon as the breaker closes.
            assertThat(isIn(redis, owner.sessionId())).isTrue();
            await().during(Duration.ofSeconds(2))
                    .until(() -> owner.get("/api/auth/session").status() == 401);
        }
    }

    @Test
    void delaysNoCommitWhileRedisHangsAndPublishesAgainAfterwards() throws Exception {
        try (RedisServer redis = RedisServer.start(0, null);
                RunningApi api = RunningApi.start(RealServers.newDatabase(), redis, Map.of())) {
            ApiClient owner = api.client().registered("Olga");
            String vault = owner.newVault("V");
            long pid = redis.pid();
            signal("STOP", pid);
            try {
                for (int i = 0; i < 20; i++) {
                    long start = System.nanoTime();
                    append(api, vault, owner.userId());
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(250));
                }
                assertThat(quickly(() -> owner.get("/api/vaults")).status()).isEqualTo(200);
            } finally {
                signal("CONT", pid);
            }

            RedisClient client = RedisClient.create(redis.url());
            try (StatefulRedisPubSubConnection<byte[], byte[]> subscription =
                    client.connectPubSub(ByteArrayCodec.INSTANCE)) {
                List<Long> published = new CopyOnWriteArrayList<>();
                subscription.addListener(new RedisPubSubAdapter<>() {
                    @Override
                    public void smessage(byte[] channel, byte[] message) {
                        published.add(VaultEventCodec.decode(message).revision());
                    }
                });
                subscription.sync().ssubscribe(ChannelNames.vaultChannel(vault).getBytes(StandardCharsets.UTF_8));
                long revision = owner.addSource(vault, "S").revision();
                assertThat(revision).isEqualTo(21);
                await().until(() -> published.contains(revision));
            } finally {
                client.shutdown();
            }
        }
    }

    @Test
    void startsWithoutRedisAndPublishesOnceItIsThere() {
        RedisServer redis = RedisServer.start(0, null);
        redis.stop();
        try (redis;
                RunningApi api = RunningApi.start(RealServers.newDatabase(), redis, Map.of())) {
            assertThat(api.client().get("/v3/api-docs").status()).isEqualTo(200);
            assertThat(new ApiClient(api.managementUrl())
                            .get("/actuator/health/readiness")
                            .status())
                    .isEqualTo(200);

            ApiClient owner = api.client().registered("Olga");
            String vault = owner.newVault("V");
            redis.restart();
            await().until(() -> {
                owner.addSource(vault, "S");
                return api.bean(MeterRegistry.class)
                                .get("syncscript.publish.succeeded")
                                .counter()
                                .count()
                        > 0;
            });
        }
    }

    @Test
    void saysThatPostgresIsAwayAndLeavesTheRotation() {
        PostgresServer postgres = PostgresServer.start(0, null);
        try (RunningApi api = RunningApi.start(
                postgres.database("away"),
                RealServers.redis(),
                Map.of("SYNCSCRIPT_DB_CONNECTION_TIMEOUT", "500", "SYNCSCRIPT_DB_CONNECT_TIMEOUT", "1"))) {
            ApiClient owner = api.client().registered("Olga");
            String vault = owner.newVault("V");
            postgres.close();

            assertProblem(quickly(() -> owner.addSource(vault, "S")), 503, "UNAVAILABLE");
            assertProblem(quickly(() -> owner.get("/api/vaults")), 503, "UNAVAILABLE");
            assertProblem(
                    quickly(() -> api.client()
                            .post("/api/auth/login", Map.of("email", "a@example.org", "password", "correct horse"))),
                    503,
                    "UNAVAILABLE");
            assertThat(owner.get("/api/auth/session").status()).isEqualTo(200);
            ApiClient unknown = api.client();
            unknown.useCookie(ApiClient.cookieOf(UUID.randomUUID().toString()));
            assertProblem(quickly(() -> unknown.get("/api/auth/session")), 503, "UNAVAILABLE");
            ApiClient probe = new ApiClient(api.managementUrl());
            assertThat(probe.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(probe.get("/actuator/health/liveness").status()).isEqualTo(200);
        }
    }

    private static ApiClient.Answer quickly(java.util.function.Supplier<ApiClient.Answer> call) {
        long start = System.nanoTime();
        ApiClient.Answer answer = call.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICK);
        return answer;
    }

    /** A mutation as a service makes it, without the session that a request needs. */
    private static void append(RunningApi api, String vault, String userId) {
        api.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            LockedVault locked = api.bean(VaultAccess.class).lock(vault, userId, Permission.WRITE_SOURCES);
            api.bean(VaultLog.class)
                    .append(
                            locked,
                            vault,
                            Map.of(),
                            header -> new VaultEvent.SourceDeleted(
                                    header.vaultId(),
                                    header.revision(),
                                    header.eventId(),
                                    vault,
                                    header.actor(),
                                    header.timestamp()));
        });
    }

    private static void hold(RunningApi api, String vault, CountDownLatch held, CountDownLatch release) {
        api.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            api.bean(JdbcTemplate.class)
                    .queryForList("select id from vaults where id = ? for update", String.class, vault);
            held.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static double failedPublishes(RunningApi api) {
        return api.bean(MeterRegistry.class)
                .get("syncscript.publish.failed")
                .counter()
                .count();
    }

    private static boolean isIn(RedisServer redis, String sessionId) {
        RedisClient client = RedisClient.create(redis.url());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().hexists(ChannelNames.sessionKey(sessionId), SessionFields.PRINCIPAL);
        } finally {
            client.shutdown();
        }
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
