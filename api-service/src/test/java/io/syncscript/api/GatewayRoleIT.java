package io.syncscript.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.syncscript.local.data.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the migrations let gateways do: read what they deliver and check, and nothing else. */
class GatewayRoleIT {
    private static final HikariDataSource POOL = new HikariDataSource();
    private static final JdbcTemplate GATEWAY = new JdbcTemplate();

    @BeforeAll
    static void connect() {
        POOL.setJdbcUrl(RunningApi.shared().bean(HikariDataSource.class).getJdbcUrl());
        POOL.setUsername(PostgresServer.GATEWAY_ROLE);
        POOL.setPassword(PostgresServer.PASSWORD);
        POOL.setMaximumPoolSize(1);
        GATEWAY.setDataSource(POOL);
    }

    @AfterAll
    static void disconnect() {
        POOL.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id, revision from vaults",
                "select vault_id, user_id, role from memberships",
                "select * from sources",
                "select * from vault_event",
                "select id_digest, user_id, expires_at, ended_at from login_session",
                "select id, email, name from users"
            })
    void reads(String query) {
        assertThatCode(() -> GATEWAY.queryForList(query)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select password_hash from users",
                "select created_at from users",
                "select last_accessed_at from login_session",
                "select name from vaults",
                "select * from audit_log",
                "select * from shedlock",
                "insert into login_session select * from login_session",
                "update login_session set expires_at = now()",
                "delete from login_session",
                "select id_digest from login_session for update",
                "update users set name = ''",
                "delete from vault_event",
                "update vaults set revision = 0"
            })
    void neitherReadsMoreNorWrites(String statement) {
        assertThatThrownBy(() -> GATEWAY.execute(statement)).rootCause().hasMessageContaining("permission denied");
    }
}
