package io.syncscript.api.access;

import io.syncscript.model.access.Permission;
import io.syncscript.model.access.VaultRole;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The lock on a vault's row, held until the transaction ends. */
@Repository
class VaultLock {
    private final JdbcTemplate jdbc;
    private final Map<Permission, String> statements = new EnumMap<>(Permission.class);

    VaultLock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        for (Permission permission : Permission.values()) {
            statements.put(permission, lockAndRead(permission));
        }
    }

    /**
     * Two statements that go to the database together. The second begins when the first has the lock, so it sees what committed
     * before that; one statement that does both would see the memberships as they were before it waited.
     */
    private static String lockAndRead(Permission permission) {
        return """
                select 1 from vaults v where v.id = ? and exists (
                  select 1 from memberships m where m.vault_id = v.id and m.user_id = ? and m.role in (%s)
                ) for update;
                select v.revision, u.name, m.role
                from memberships m join vaults v on v.id = m.vault_id join users u on u.id = m.user_id
                where m.vault_id = ? and m.user_id = ?
                """.formatted(rolesThatHave(permission));
    }

    private static String rolesThatHave(Permission permission) {
        return Arrays.stream(VaultRole.values())
                .filter(role -> role.allows(permission))
                .map(role -> "'" + role.wireName() + "'")
                .collect(Collectors.joining(", "));
    }

    /**
     * @param locked false where the user lacked the permission before the lock: strangers do not hold up the vault
     * @param standing the user's, under the lock where there is one; empty where it is no member
     */
    record Attempt(boolean locked, Optional<Standing> standing) {}

    /** Locks the vault for a user who has the permission, and reads what it may do. One round trip. */
    Attempt lock(String vaultId, String userId, Permission permission) {
        String statement = Objects.requireNonNull(statements.get(permission));
        Attempt attempt = jdbc.execute(statement, (PreparedStatement both) -> {
            both.setString(1, vaultId);
            both.setString(2, userId);
            both.setString(3, vaultId);
            both.setString(4, userId);
            both.execute();
            boolean locked = both.getResultSet().next();
            both.getMoreResults();
            return new Attempt(locked, standing(both.getResultSet()));
        });
        return Objects.requireNonNull(attempt);
    }

    private static Optional<Standing> standing(ResultSet row) throws SQLException {
        return row.next()
                ? Optional.of(new Standing(row.getLong(1), row.getString(2), VaultRole.ofWireName(row.getString(3))))
                : Optional.empty();
    }
}
