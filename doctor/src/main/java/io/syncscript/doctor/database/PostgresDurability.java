package io.syncscript.doctor.database;

import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL keeps what it has committed: clients have seen it, and never see its revision given to another change. */
public final class PostgresDurability extends DatabaseCheck {
    private static final List<String> SETTINGS = List.of("fsync", "full_page_writes", "synchronous_commit");

    @Override
    public String name() {
        return "PostgreSQL durability";
    }

    @Override
    Finding examine(Connection connection, Settings.Database database) throws SQLException, FailedException {
        for (String setting : SETTINGS) {
            if (value(connection, setting).equals("off")) {
                throw new FailedException(
                        setting + " is off",
                        "Set " + setting + " = on: otherwise a crash takes back changes that clients have seen,"
                                + " and gives their revisions to others.");
            }
        }
        return new Finding.Healthy("commits are kept");
    }

    private static String value(Connection connection, String setting) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select current_setting(?)")) {
            statement.setString(1, setting);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
