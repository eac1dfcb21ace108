package io.syncscript.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.hibernate.TransactionException;
import org.junit.jupiter.api.Test;
import org.springframework.orm.jpa.JpaSystemException;

class OutageTest {
    @Test
    void isTheCauseWhereTheConnectionWentBeforeTheRollback() {
        SQLException closed = new SQLException("Connection is closed");
        TransactionException rollback = new TransactionException("Unable to rollback against JDBC Connection", closed);

        assertThat(Outage.isCauseOf(new JpaSystemException(rollback))).isTrue();
    }

    @Test
    void isNotTheCauseWhereAStatementIsWrong() {
        assertThat(Outage.isCauseOf(new IllegalStateException(new SQLException("syntax error", "42601"))))
                .isFalse();
    }
}
