package io.syncscript.acceptance.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.CommandType;
import io.syncscript.acceptance.proxy.NeedsNginx;
import io.syncscript.acceptance.proxy.NginxProcess;
import io.syncscript.doctor.Doctor;
import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.process.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the doctor says of a sound installation, and of one that is broken in one place. */
class DoctorIT {
    @SuppressWarnings("NullAway.Init") // Started before the first test.
    private static Patient patient;

    @BeforeAll
    static void start() {
        patient = new Patient();
    }

    @AfterAll
    static void stop() throws IOException {
        patient.close();
    }

    @Test
    void findsTheLocalStackSound() throws Exception {
        List<URI> gateways = patient.stack().gateways();
        Diagnosis diagnosis = patient.examine(
                patient.origin(),
                "--gateway",
                gateways.get(0).toString(),
                "--gateway",
                gateways.get(1).toString(),
                "--management",
                patient.stack().apiProcess().management().toString(),
                "--management",
                management(0),
                "--management",
                management(1),
                "--redis-url",
                patient.stack().redis().url());
        diagnosis.assertSound();
        assertThat(diagnosis.checks("skipped"))
                .as("what needs --db-url")
                .allSatisfy(check -> assertThat(check).startsWith("PostgreSQL"));
    }

    @Test
    void leavesNothingBehind() throws Exception {
        long before = count("vaults");
        patient.examine(patient.origin(), "--quick").assertSound();
        assertThat(count("vaults")).isEqualTo(before);
    }

    @Test
    void endsInSecondsWhereNothingRuns() throws Exception {
        long began = System.nanoTime();
        patient.examine(URI.create("http://127.0.0.1:" + Ports.free()))
                .assertFailed("origin", "no connection", "Start the proxy")
                .assertNothingElseFailed("origin");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void seesWrongCredentials() throws Exception {
        Diagnosis.of(
                        Map.of("SYNCSCRIPT_DOCTOR_PASSWORD", "not the password"),
                        List.of("--url", patient.origin().toString()))
                .assertFailed("login", "owner@demo.com is answered with HTTP 401", "SYNCSCRIPT_DOCTOR_PASSWORD")
                .assertNothingElseFailed("login");
    }

    @Test
    void saysInOneLineWhatIsWrongWithItsCommandLine() throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream silent = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        int status = Doctor.run(
                List.of("--url", "localhost"), Map.of(), silent, new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(status).isEqualTo(Doctor.WRONG_USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("syncscript doctor: --url takes a URL with http or https. See ./syncscript help."
                        + System.lineSeparator());
    }

    @Test
    void seesAnOriginThatIsNotAllowed() throws Exception {
        patient.examine(patient.origin(), "--quick", "--origin", "https://app.example.org")
                .assertFailed(
                        "allowed origins",
                        "https://app.example.org is answered with HTTP 403",
                        "SYNCSCRIPT_ALLOWED_ORIGINS")
                .assertNothingElseFailed("allowed origins");
    }

    @Test
    void seesAGatewayThatIsCutOffFromRedis() throws Exception {
        String[] gateways = {
            "--quick",
            "--gateway",
            patient.stack().gateways().get(0).toString(),
            "--gateway",
            patient.stack().gateways().get(1).toString(),
            "--management",
            management(1)
        };
        patient.redisLink("gateway-2").cut();
        try {
            Awaitility.await()
                    .until(() -> !patient.stack().gatewayProcesses().get(1).isReady());
            patient.examine(patient.origin(), gateways)
                    .assertFailed(
                            "canary delivery",
                            patient.stack().gateways().get(1) + " refuses a live session with AUTHENTICATION_FAILED",
                            "SYNCSCRIPT_REDIS_URL")
                    .assertFailed("readiness", "HTTP 503", "does not hear what is published to Redis");
        } finally {
            patient.redisLink("gateway-2").mend();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> patient.examine(patient.origin(), gateways).assertSound());
    }

    @Test
    void seesChangesThatAreNotPublished() throws Exception {
        patient.redisLink("api").swallowPublishes();
        try {
            patient.examine(
                            patient.origin(),
                            "--quick",
                            "--redis-url",
                            patient.stack().redis().url())
                    .assertFailed("Redis doorbell", "not published", "the same SYNCSCRIPT_REDIS_URL")
                    .assertNothingElseFailed("Redis doorbell");
        } finally {
            patient.redisLink("api").mend();
        }
    }

    @ParameterizedTest
    @EnumSource
    @ExtendWith(NeedsNginx.class)
    void seesWhatIsWrongWithAProxy(ProxyFault fault) throws Exception {
        try (NginxProcess nginx = patient.nginx(fault::in)) {
            fault.assertFoundIn(
                    fault.needsTime() ? patient.examine(nginx.origin()) : patient.examine(nginx.origin(), "--quick"));
        }
    }

    @Test
    @ExtendWith(NeedsNginx.class)
    void wantsASecureCookieOverHttps(@TempDir Path directory) throws Exception {
        Certificate certificate = Certificate.create(directory);
        try (NginxProcess sound = patient.nginx(certificate::serve);
                NginxProcess broken = patient.nginx(configuration -> certificate
                        .serve(configuration)
                        .replace("X-Forwarded-Proto $scheme", "X-Forwarded-Proto http"))) {
            String trusted = certificate.pem().toString();
            patient.examine(https(sound), "--quick", "--ca-file", trusted).assertSound();
            patient.examine(https(broken), "--quick", "--ca-file", trusted)
                    .assertFailed("session cookie", "not Secure though the origin is https", "X-Forwarded-Proto")
                    .assertNothingElseFailed("session cookie");
            patient.examine(https(sound))
                    .assertFailed("origin", "TLS fails", "--ca-file")
                    .assertNothingElseFailed("origin");
        }
    }

    @Test
    void seesARedisThatRefusesShardedPubSub() throws Exception {
        redis(commands -> commands.aclSetuser(
                "plain",
                AclSetuserArgs.Builder.on()
                        .addPassword("a-password-for-it")
                        .allKeys()
                        .allChannels()
                        .allCommands()
                        .removeCommand(CommandType.SSUBSCRIBE)
                        .removeCommand(CommandType.SPUBLISH)));
        String url = patient.stack().redis().url().replace("redis://", "redis://plain:a-password-for-it@");
        Diagnosis diagnosis = patient.examine(patient.origin(), "--quick", "--redis-url", url);
        diagnosis
                .assertFailed("Redis sharded pub/sub", "NOPERM", "+ssubscribe +sunsubscribe +spublish")
                .assertNothingElseFailed("Redis sharded pub/sub");
        assertThat(diagnosis.toString()).doesNotContain("a-password-for-it");
    }

    @Test
    void seesARedisThatEvicts() throws Exception {
        redis(commands -> commands.configSet("maxmemory-policy", "allkeys-lru"));
        try {
            patient.examine(
                            patient.origin(),
                            "--quick",
                            "--redis-url",
                            patient.stack().redis().url())
                    .assertFailed("Redis memory", "allkeys-lru", "maxmemory-policy noeviction")
                    .assertNothingElseFailed("Redis memory");
        } finally {
            redis(commands -> commands.configSet("maxmemory-policy", "noeviction"));
        }
    }

    @Test
    void seesAMissingRoleOfTheGateways() throws Exception {
        examineDatabase("--db-gateway-role", "syncscript_nobody")
                .assertFailed("PostgreSQL gateway role", "there is no role syncscript_nobody", "roles.sql");
    }

    @Test
    void seesARoleOfTheGatewaysThatCanWrite() throws Exception {
        sql("grant update (title) on sources to " + PostgresServer.GATEWAY_ROLE);
        try {
            examineDatabase().assertFailed("PostgreSQL gateway role", "may write to sources", "revoke");
        } finally {
            sql("revoke update (title) on sources from " + PostgresServer.GATEWAY_ROLE);
        }
    }

    @Test
    void seesARoleOfTheGatewaysThatCannotReadTheLog() throws Exception {
        sql("revoke select on vault_event from " + PostgresServer.GATEWAY_ROLE);
        try {
            examineDatabase().assertFailed("PostgreSQL gateway role", "may not read vault_event", "grant select");
        } finally {
            sql("grant select on vault_event to " + PostgresServer.GATEWAY_ROLE);
        }
    }

    @Test
    void seesAPostgresThatMayLoseCommits() throws Exception {
        String setting = "alter role " + PostgresServer.API_ROLE + " %s synchronous_commit";
        sql(setting.formatted("set") + " = off");
        try {
            examineDatabase()
                    .assertFailed("PostgreSQL durability", "synchronous_commit is off", "synchronous_commit = on")
                    .assertNothingElseFailed("PostgreSQL durability");
        } finally {
            sql(setting.formatted("reset"));
        }
    }

    private static Diagnosis examineDatabase(String... more) throws InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("--quick", "--db-url", patient.stack().databaseUrl()));
        arguments.addAll(List.of(more));
        return patient.examine(patient.origin(), arguments.toArray(String[]::new));
    }

    private static void redis(Consumer<RedisCommands<String, String>> task) {
        RedisClient client = RedisClient.create(patient.stack().redis().url());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            task.accept(connection.sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        }
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = database();
                Statement executed = connection.createStatement()) {
            executed.execute(statement);
        }
    }

    private static URI https(NginxProcess nginx) {
        return URI.create(nginx.origin().toString().replace("http:", "https:"));
    }

    private static String management(int gateway) {
        return patient.stack().gatewayProcesses().get(gateway).management().toString();
    }

    private static long count(String table) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection(
                patient.stack().databaseUrl(), PostgresServer.API_ROLE, PostgresServer.PASSWORD);
    }
}
