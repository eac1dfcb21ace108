package io.syncscript.gateway.replay;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log in PostgreSQL for tests of other packages. */
public final class RealLog {
    private RealLog() {}

    public static VaultLog on(DataSource pool) {
        return new JdbcVaultLog(JdbcClient.create(pool));
    }
}
