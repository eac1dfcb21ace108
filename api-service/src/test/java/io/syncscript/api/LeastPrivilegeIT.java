package io.syncscript.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.data.RealServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the roles of the two processes may do in the database that the migrations make. */
class LeastPrivilegeIT {
    private static final String DENIED = "42501";

    /** Every column that a gateway may read, by table: what it delivers and checks. */
    private static final Map<String, Set<String>> READABLE = Map.of(
            "users", Set.of("id", "email", "name"),
            "login_session", Set.of("id_digest", "user_id", "expires_at", "ended_at"),
            "vaults", Set.of("id", "revision"),
            "memberships", Set.of("vault_id", "user_id", "role", "told_after"),
            "sources",
                    Set.of(
                            "id",
                            "vault_id",
                            "title",
                            "file_url",
                            "file_key",
                            "file_size",
                            "mime_type",
                            "created_at",
                            "updated_at"),
            "vault_event", Set.of("vault_id", "revision", "event_id", "type", "subject_id", "payload", "created_at"));

    private static String url;
    private static RunningApi api;

    @BeforeAll
    static void start() {
        url = RealServers.newDatabase();
        api = RunningApi.start(url, RealServers.redis(), Map.of());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void letsAGatewayReadWhatItNeedsAndNothingElse() {
        List<String> readable = new ArrayList<>();
        READABLE.forEach((table, columns) -> columns.forEach(column -> readable.add(table + "." + column)));

        assertThat(gatewayColumns("select")).containsExactlyInAnyOrderElementsOf(readable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert", "update", "references"})
    void letsAGatewayWriteNoColumn(String privilege) {
        assertThat(gatewayColumns(privilege)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "truncate", "trigger"})
    void letsAGatewayEmptyNoTable(String privilege) {
        assertThat(api.rows(
                        "select table_name from information_schema.tables where table_schema = 'public'"
                                + " and has_table_privilege(?, format('%I.%I', table_schema, table_name), ?)",
                        PostgresServer.GATEWAY_ROLE, privilege))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select password_hash from users",
                "select created_at from users",
                "select * from login_session",
                "delete from login_session",
                "select * from vaults",
                "select joined_at from memberships",
                "select * from audit_log",
                "select * from flyway_schema_history",
                "insert into vault_event values ('c', 1, 'c', 't', 'c', '{}', now())",
                "update vaults set revision = revision + 1",
                "update memberships set role = 'owner'",
                "delete from memberships",
                "truncate vault_event",
                "select id from vaults for update",
                "create table mine (id int)",
                "create schema mine",
                "alter table vaults add column x int",
                "drop table vaults",
                "grant select on users to public",
                "set role syncscript",
                "copy users to program 'true'",
                "select pg_read_file('/etc/passwd')",
                "create extension dblink"
            })
    void refusesAGateway(String sql) throws SQLException {
        try (Connection gateway =
                        DriverManager.getConnection(url, PostgresServer.GATEWAY_ROLE, PostgresServer.PASSWORD);
                Statement statement = gateway.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .as(sql)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isIn(DENIED, "0LP01"));
        }
    }

    /** The migrations have run with it, so they need no more. */
    @Test
    void needsNoSuperuser() {
        for (String role : List.of(PostgresServer.API_ROLE, PostgresServer.GATEWAY_ROLE)) {
            assertThat(api.rows(
                            "select rolname from pg_roles where rolname = ? and not (rolsuper or rolcreaterole"
                                    + " or rolcreatedb or rolreplication or rolbypassrls)",
                            role))
                    .containsExactly(role);
            assertThat(api.rows("select roleid::regrole::text from pg_auth_members where member = ?::regrole", role))
                    .isEmpty();
        }
    }

    private static List<String> gatewayColumns(String privilege) {
        return api.rows(
                "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'"
                        + " and has_column_privilege(?, format('%I.%I', table_schema, table_name), column_name, ?)",
                PostgresServer.GATEWAY_ROLE, privilege);
    }
}
