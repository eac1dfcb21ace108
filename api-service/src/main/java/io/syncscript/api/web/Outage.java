package io.syncscript.api.web;

import io.lettuce.core.RedisException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** Tells a store that cannot be asked from a fault of this service. */
public final class Outage {
    private Outage() {}

    /**
     * True where the error is that PostgreSQL or Redis is away, overloaded, or did not answer in time. Hibernate says by its
     * {@link TransactionException} that a transaction could not be ended: the connection is gone, and with it the SQLSTATE that said so.
     */
    public static boolean isCauseOf(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionTimedOutException
                    || cause instanceof SQLTransientException
                    || cause instanceof TransactionException
                    || cause instanceof RedisException
                    || (cause instanceof SQLException sql && isOutageState(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** SQLSTATE classes: 08 connection, 53 out of resources, 57 operator intervention (shutdown, cancelled by timeout). */
    private static boolean isOutageState(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57"));
    }

    static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
