package io.syncscript.doctor.database;

import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL has connections left for what a rolling update starts beside what runs. */
public final class PostgresConnections extends DatabaseCheck {
    /** What pools hold by default: SYNCSCRIPT_DB_POOL_SIZE of an API service, SYNCSCRIPT_GATEWAY_DB_POOL_SIZE of a gateway. */
    private static final int ONE_MORE_OF_EACH = 20 + 8;

    /** Processes keep their pools full, so what is open is what they take. */
    private static final String QUERY = """
            select current_setting('max_connections')::int
                 - current_setting('superuser_reserved_connections')::int
                 - coalesce(current_setting('reserved_connections', true), '0')::int,
                   (select sum(numbackends) from pg_stat_database)
            """;

    @Override
    public String name() {
        return "PostgreSQL connections";
    }

    @Override
    Finding examine(Connection connection, Settings.Database database) throws SQLException, FailedException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return judge(row.getInt(1), row.getInt(2));
        }
    }

    static Finding judge(int most, int used) throws FailedException {
        if (most - used < ONE_MORE_OF_EACH) {
            throw new FailedException(
                    used + " of " + most + " connections are in use",
                    "Raise max_connections above the sum of all pools and " + ONE_MORE_OF_EACH
                            + " for a rolling update, or lower SYNCSCRIPT_DB_POOL_SIZE.");
        }
        return new Finding.Healthy(used + " of " + most + " in use");
    }
}
