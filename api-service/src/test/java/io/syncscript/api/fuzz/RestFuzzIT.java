package io.syncscript.api.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.syncscript.api.ApiClient;
import io.syncscript.api.RawHttp;
import io.syncscript.api.RunningApi;
import io.syncscript.local.data.RealServers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Sends broken requests and checks every answer, what is stored afterwards, and that somebody else was not touched. The system
 * properties {@code syncscript.fuzz.seed} and {@code syncscript.fuzz.inputs} repeat a run and make it larger.
 */
class RestFuzzIT {
    private static final long SEED = Long.getLong("syncscript.fuzz.seed", 20_261_121L);
    private static final int REQUESTS = Integer.getInteger("syncscript.fuzz.inputs", 10_000);
    private static final int ATTACKERS = 4;

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> changes = new ConcurrentHashMap<>();

    @Test
    void survivesBrokenRequests() throws Exception {
        long begun = System.nanoTime();
        System.out.println("REST fuzzer: seed " + SEED + ", " + REQUESTS + " requests");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        logged.start();
        root.addAppender(logged);
        try (RunningApi api = RunningApi.start(
                RealServers.newDatabase(), RealServers.redis(), Map.of("SYNCSCRIPT_API_CONNECTION_TIMEOUT", "1s"))) {
            ApiClient bystander = api.client().registered("Olga");
            String vault = bystander.newVault("Untouched");
            String source = bystander.addSource(vault, "Untouched").text("id");

            fuzz(api, vault, source, bystander.userId());

            System.out.println("REST fuzzer: answers by status " + new TreeMap<>(statuses) + " in "
                    + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
            assertThat(complaints).as("seed %d", SEED).isEmpty();
            assertThat(logged.list)
                    .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                    .isEmpty();
            assertConsistent(api);
            assertThat(api.rows("select revision from vaults where id = ?", vault))
                    .containsExactly("1");
            assertThat(bystander.get("/api/sources/" + source).text("title")).isEqualTo("Untouched");
            assertThat(bystander.addSource(vault, "Next").revision()).isEqualTo(2);
            await().untilAsserted(() -> assertThat(api.bean(HikariDataSource.class)
                            .getHikariPoolMXBean()
                            .getActiveConnections())
                    .isZero());
        } finally {
            root.detachAppender(logged);
        }
    }

    private void fuzz(RunningApi api, String vault, String source, String user) throws Exception {
        List<Call> calls = Call.in(api.client().get("/v3/api-docs").json());
        assertThat(calls).hasSizeGreaterThanOrEqualTo(20);
        List<Future<?>> ends = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(ATTACKERS)) {
            for (int number = 0; number < ATTACKERS; number++) {
                Attacker attacker = new Attacker(api, calls, SEED + number);
                attacker.knows(vault, source, user);
                ends.add(executor.submit(() -> {
                    attack(attacker);
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
    }

    private void attack(Attacker attacker) {
        for (int i = 0; i < REQUESTS / ATTACKERS; i++) {
            if (i % 50 == 0) {
                attacker.recover();
            }
            FuzzedRequest request = attacker.next();
            long start = System.nanoTime();
            try {
                RawHttp.Answer answer = attacker.send(request);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                Oracle.complaint(answer, took).ifPresent(what -> complain(what, request, answer.text()));
                statuses.computeIfAbsent(answer.status(), status -> new LongAdder())
                        .increment();
                if (answer.status() / 100 == 2) {
                    changeOf(request, answer.status())
                            .ifPresent(type -> changes.computeIfAbsent(type, t -> new LongAdder())
                                    .increment());
                }
            } catch (IOException e) {
                complain(e.toString(), request, "");
            }
        }
    }

    private void complain(String what, FuzzedRequest request, String answer) {
        if (complaints.size() < 20) {
            complaints.add(what + "\n--- request\n" + request + "\n--- answer\n" + answer);
        }
    }

    /** The type of the event that a call which was answered so must have left, for calls that always leave one. */
    private static java.util.Optional<String> changeOf(FuzzedRequest request, int status) {
        String path = request.target.replaceAll("\\?.*", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return java.util.Optional.ofNullable(
                switch (request.method + " " + status) {
                    case "POST 201" ->
                        last.equals("sources") ? "source:created" : last.equals("members") ? "member:added" : null;
                    case "DELETE 204" ->
                        path.contains("/members/")
                                ? "member:removed"
                                : path.startsWith("/api/sources/") ? "source:deleted" : "vault:deleted";
                    default -> null;
                });
    }

    private void assertConsistent(RunningApi api) {
        assertThat(api.rows("select vault_id from vault_event group by vault_id"
                        + " having count(*) <> max(revision) or min(revision) <> 1"))
                .as("logs with gaps")
                .isEmpty();
        assertThat(api.rows("select id from vaults v where revision <>"
                        + " (select coalesce(max(e.revision), 0) from vault_event e where e.vault_id = v.id)"))
                .as("vaults that are not where their log ends")
                .isEmpty();
        assertThat(
                        api.rows(
                                "select e.event_id from vault_event e where"
                                        + " (select count(*) from audit_log a where a.vault_id = e.vault_id and a.revision = e.revision) <> 1"))
                .as("events without their audit row")
                .isEmpty();
        assertThat(api.rows("select a.id from audit_log a where a.revision > 0 and not exists"
                        + " (select from vault_event e where a.vault_id = e.vault_id and a.revision = e.revision)"))
                .as("audit rows without their event")
                .isEmpty();
        for (String type :
                List.of("source:created", "source:deleted", "member:added", "member:removed", "vault:deleted")) {
            long answered = changes.getOrDefault(type, new LongAdder()).sum() + (type.equals("source:created") ? 1 : 0);
            assertThat(api.rows("select count(*) from vault_event where type = ?", type))
                    .as(type)
                    .containsExactly(Long.toString(answered));
        }
    }
}
