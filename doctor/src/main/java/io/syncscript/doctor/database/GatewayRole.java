package io.syncscript.doctor.database;

import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The role of the gateways exists, can read what they need, and can write nothing. */
public final class GatewayRole extends DatabaseCheck {
    /** Table by table, the columns that the API service's migrations grant. */
    private static final Map<String, List<String>> READS = new TreeMap<>(Map.of(
            "vaults", List.of("id", "revision"),
            "memberships", List.of("vault_id", "user_id", "role"),
            "sources", List.of("id", "vault_id"),
            "vault_event", List.of("vault_id", "revision", "type", "payload"),
            "login_session", List.of("id_digest", "user_id", "expires_at", "ended_at"),
            "users", List.of("id", "email", "name")));

    private static final String ROLE = "select rolcanlogin and not rolsuper from pg_roles where rolname = ?";
    private static final String MAY_READ = "select has_column_privilege(?, ?, ?, 'select')";
    private static final String WRITABLE = """
            select c.relname from pg_class c
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
              and (has_any_column_privilege(?, c.oid, 'insert, update')
                   or has_table_privilege(?, c.oid, 'delete, truncate'))
            order by c.relname limit 1
            """;

    @Override
    public String name() {
        return "PostgreSQL gateway role";
    }

    @Override
    Finding examine(Connection connection, Settings.Database database) throws SQLException, FailedException {
        String role = database.gatewayRole();
        requireRole(connection, role);
        for (Map.Entry<String, List<String>> table : READS.entrySet()) {
            for (String column : table.getValue()) {
                requireRead(connection, role, table.getKey(), column);
            }
        }
        List<String> writable = firstColumn(connection, WRITABLE, role, role);
        if (!writable.isEmpty()) {
            throw new FailedException(
                    role + " may write to " + writable.getFirst(),
                    "Take that away: revoke insert, update, delete, truncate on all tables in schema public from "
                            + role + "; and let it be a member of no other role.");
        }
        return new Finding.Healthy(role + " reads what it needs and writes nothing");
    }

    private static void requireRole(Connection connection, String role) throws SQLException, FailedException {
        List<String> found = firstColumn(connection, ROLE, role);
        if (found.isEmpty()) {
            throw new FailedException(
                    "there is no role " + role,
                    "Make it before the API service first starts, as deploy/postgres/roles.sql does,"
                            + " or name it with --db-gateway-role.");
        }
        if (!found.getFirst().equals("t")) {
            throw new FailedException(
                    role + " cannot log in, or is a superuser", "alter role " + role + " login nosuperuser;");
        }
    }

    private static void requireRead(Connection connection, String role, String table, String column)
            throws SQLException, FailedException {
        if (!firstColumn(connection, MAY_READ, role, table, column).equals(List.of("t"))) {
            throw new FailedException(
                    role + " may not read " + table + "." + column,
                    "grant select on " + table + " to " + role
                            + "; the API service's migrations grant it to the role that"
                            + " SYNCSCRIPT_DB_GATEWAY_ROLE names.");
        }
    }

    private static List<String> firstColumn(Connection connection, String query, String... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? List.of(row.getString(1)) : List.of();
            }
        }
    }
}
