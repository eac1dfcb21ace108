package io.syncscript.doctor.database;

import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL is new enough and keeps what it has committed. */
public final class PostgresSettings extends DatabaseCheck {
    private static final int OLDEST_MAJOR = 15;
    private static final int PER_MAJOR = 10_000;

    @Override
    public String name() {
        return "PostgreSQL settings";
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
        String version = setting(connection, "server_version");
        if (Integer.parseInt(setting(connection, "server_version_num")) < OLDEST_MAJOR * PER_MAJOR) {
            throw new FailedException(
                    "version " + version, "Upgrade PostgreSQL: " + OLDEST_MAJOR + " at least, 18 is what is tested.");
        }
        requireOn(connection, "fsync");
        requireOn(connection, "full_page_writes");
        if (setting(connection, "synchronous_commit").equals("off")) {
            throw notKept("synchronous_commit");
        }
        return new Finding.Healthy("version " + version + ", commits are kept");
    }

    private static void requireOn(Connection connection, String name) throws SQLException, FailedException {
        if (setting(connection, name).equals("off")) {
            throw notKept(name);
        }
    }

    private static FailedException notKept(String name) {
        return new FailedException(
                name + " is off",
                "Set " + name
                        + " = on: otherwise a crash takes back changes that clients have seen, and revisions with them.");
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select current_setting(?)")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
