package io.syncscript.api.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncscript.api.ApiClient;
import io.syncscript.api.RunningApi;
import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.data.RealServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionScheduleIT {
    private static final String INTERVAL = "SYNCSCRIPT_RETENTION_INTERVAL";
    private static final String MAX_EVENTS = "SYNCSCRIPT_RETENTION_MAX_EVENTS";

    @Test
    void prunesByItself() {
        try (RunningApi api = RunningApi.start(
                RealServers.newDatabase(), RealServers.redis(), Map.of(INTERVAL, "1s", MAX_EVENTS, "3"))) {
            String vault = vaultWithEvents(api, 8);

            await().until(() -> eventsOf(api, vault) == 3);
        }
    }

    @Test
    void letsOneOfTwoProcessesPass() {
        String database = RealServers.newDatabase();
        Map<String, String> settings = Map.of(INTERVAL, "1h", MAX_EVENTS, "3");
        try (RunningApi one = RunningApi.start(database, RealServers.redis(), settings);
                RunningApi two = RunningApi.start(database, RealServers.redis(), settings)) {
            String vault = vaultWithEvents(one, 8);

            Stream.of(one, two)
                    .map(api -> api.bean(RetentionSchedule.class))
                    .map(schedule ->
                            CompletableFuture.runAsync(schedule::pruneUnlessAnotherDoes, Thread::startVirtualThread))
                    .toList()
                    .forEach(pass -> pass.orTimeout(10, TimeUnit.SECONDS).join());

            assertThat(eventsOf(one, vault)).isEqualTo(3);
            assertThat(new double[] {pruned(one), pruned(two)}).containsExactlyInAnyOrder(5, 0);
            assertThat(one.rows("select name from shedlock where locked_by <> 'migration'"))
                    .containsExactly("vault-event-retention");

            String later = vaultWithEvents(one, 8);
            one.bean(RetentionSchedule.class).pruneUnlessAnotherDoes();
            two.bean(RetentionSchedule.class).pruneUnlessAnotherDoes();
            assertThat(eventsOf(one, later)).as("within the interval").isEqualTo(8);
        }
    }

    @Test
    void isPutOffWhileTheDatabaseIsAway(@TempDir Path directory) {
        Path data = directory.resolve("postgresql");
        PostgresServer postgres = PostgresServer.start(0, data);
        int port = postgres.port();
        Map<String, String> settings =
                Map.of(INTERVAL, "1h", MAX_EVENTS, "3", "SYNCSCRIPT_DB_CONNECTION_TIMEOUT", "500");
        try (RunningApi api = RunningApi.start(postgres.database("away"), RealServers.redis(), settings)) {
            RetentionSchedule schedule = api.bean(RetentionSchedule.class);
            String vault = vaultWithEvents(api, 8);
            postgres.close();

            assertThatCode(schedule::pruneUnlessAnotherDoes).doesNotThrowAnyException();

            try (PostgresServer back = PostgresServer.start(port, data)) {
                assertThat(back.port()).isEqualTo(port);
                await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
                    schedule.pruneUnlessAnotherDoes();
                    return eventsOf(api, vault) == 3;
                });
            }
        }
    }

    private static String vaultWithEvents(RunningApi api, int events) {
        ApiClient owner = api.client().registered("Olga");
        String vault = owner.newVault("V");
        for (int i = 0; i < events; i++) {
            owner.addSource(vault, "S" + i);
        }
        return vault;
    }

    private static int eventsOf(RunningApi api, String vault) {
        return api.rows("select revision from vault_event where vault_id = ?", vault)
                .size();
    }

    private static double pruned(RunningApi api) {
        return api.bean(MeterRegistry.class)
                .get("syncscript.retention.pruned")
                .counter()
                .count();
    }
}
