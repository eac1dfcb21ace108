package io.syncscript.doctor.database;

import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL lets the API service's role in, and is new enough. */
public final class PostgresReachable extends DatabaseCheck {
    private static final int OLDEST_MAJOR = 15;

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of();
    }

    @Override
    public Optional<Prerequisite> establishes() {
        return Optional.of(Prerequisite.DATABASE);
    }

    @Override
    Finding examine(Connection connection, Settings.Database database) throws SQLException, FailedException {
        String version = connection.getMetaData().getDatabaseProductVersion();
        if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_MAJOR) {
            throw new FailedException(
                    "version " + version, "Upgrade PostgreSQL: " + OLDEST_MAJOR + " at least, 18 is what is tested.");
        }
        return new Finding.Healthy("version " + version);
    }
}
