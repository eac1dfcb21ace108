package io.syncscript.acceptance.fault;

import io.syncscript.local.data.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of a vault's log: the truth that everything received is compared with.
 *
 * @param at when its transaction began, by the clock of this machine
 */
record Committed(long revision, String eventId, Instant at) {
    /** The whole log of a vault, in the order of revisions. */
    static List<Committed> log(String databaseUrl, String vaultId) {
        try (Connection connection =
                DriverManager.getConnection(databaseUrl, PostgresServer.API_ROLE, PostgresServer.PASSWORD)) {
            return log(connection, vaultId);
        } catch (SQLException e) {
            throw new AssertionError("the log cannot be read", e);
        }
    }

    /** The same over a connection of one's own. */
    static List<Committed> log(Connection connection, String vaultId) throws SQLException {
        String query = "select revision, event_id, created_at from vault_event where vault_id = ? order by revision";
        List<Committed> log = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, vaultId);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    log.add(new Committed(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getTimestamp(3).toInstant()));
                }
            }
        }
        return log;
    }
}
