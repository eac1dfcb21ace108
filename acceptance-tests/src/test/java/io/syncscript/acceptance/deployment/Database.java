package io.syncscript.acceptance.deployment;

import io.syncscript.local.data.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stack's database, to see what was written and what was not. */
public final class Database {
    private static final List<String> TABLES =
            List.of("users", "vaults", "memberships", "sources", "vault_event", "audit_log");

    private final String url;

    Database(String url) {
        this.url = url;
    }

    /** A digest of all rows of each table: equal to an earlier one where nothing was written in between. */
    public Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        try (Connection connection =
                        DriverManager.getConnection(url, PostgresServer.API_ROLE, PostgresServer.PASSWORD);
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                String digest =
                        "select count(*) || ' rows ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') from "
                                + table + " t";
                try (ResultSet row = statement.executeQuery(digest)) {
                    row.next();
                    contents.put(table, row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError("the database cannot be read", e);
        }
        return contents;
    }
}
