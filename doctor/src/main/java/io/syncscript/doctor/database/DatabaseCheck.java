package io.syncscript.doctor.database;

import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** What all checks of PostgreSQL do: connect as the API service does, and say so where that fails. */
abstract class DatabaseCheck implements Check {
    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.DATABASE);
    }

    @Override
    public final Finding examine(Installation installation) throws IOException {
        Optional<Settings.Database> database = installation.settings().database();
        if (database.isEmpty()) {
            return new Finding.Skipped("no --db-url given");
        }
        try (Connection connection = connect(database.get())) {
            return examine(connection, database.get());
        } catch (SQLException e) {
            throw new FailedException(
                    "PostgreSQL says " + firstLine(e),
                    "Let the owner of the schema ask: --db-user, and its password in SYNCSCRIPT_DB_PASSWORD.");
        }
    }

    abstract Finding examine(Connection connection, Settings.Database database) throws SQLException, FailedException;

    private static Connection connect(Settings.Database database) throws FailedException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "5");
        properties.setProperty("ApplicationName", "syncscript-doctor");
        try {
            return DriverManager.getConnection(database.url(), properties);
        } catch (SQLException e) {
            throw new FailedException(
                    "PostgreSQL is not reached: " + firstLine(e),
                    "Give the API service's own SYNCSCRIPT_DB_URL, --db-user and SYNCSCRIPT_DB_PASSWORD, from a place"
                            + " that reaches PostgreSQL.");
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
