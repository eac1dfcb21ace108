package io.syncscript.api.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Statements that change rows and go to the database together, in one round trip: it runs them in their order, and none after one
 * that fails. For one transaction and one thread.
 */
public final class WriteBatch {
    private final StringJoiner sql = new StringJoiner(";\n");
    private final List<@Nullable Object> values = new ArrayList<>();

    /** @param statement a constant with a {@code ?} for each of the values, which are what JDBC takes, or an {@link Instant} */
    public WriteBatch add(String statement, @Nullable Object... statementValues) {
        sql.add(statement);
        for (Object value : statementValues) {
            values.add(value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
        }
        return this;
    }

    /**
     * Runs the statements in the calling thread's transaction.
     *
     * @throws org.springframework.dao.DataAccessException where one fails
     */
    public void send(JdbcTemplate jdbc) {
        jdbc.execute(sql.toString(), (PreparedStatement batch) -> {
            bind(batch);
            return batch.execute();
        });
    }

    /**
     * Runs the statements and commits the calling thread's transaction in the same round trip, so that locks are held for no further
     * one. Nothing may be written in that transaction before or after by what waits for its end, as JPA does; Spring's own commit then
     * finds nothing open and asks the database nothing, and calls who waits for it.
     *
     * @throws org.springframework.dao.DataAccessException where a statement or the commit fails; the transaction is then rolled back, or
     *     its outcome is unknown, as where any commit fails
     */
    public void sendAndCommit(JdbcTemplate jdbc) {
        add("commit").send(jdbc);
    }

    private void bind(PreparedStatement batch) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            batch.setObject(i + 1, values.get(i));
        }
    }
}
