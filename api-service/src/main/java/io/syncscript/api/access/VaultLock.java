package io.syncscript.api.access;

import io.syncscript.model.access.Permission;
import io.syncscript.model.access.VaultRole;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** The lock on a vault's row, held until the transaction ends. */
@Repository
class VaultLock {
    private static final RowMapper<Standing> STANDING = (row, number) ->
            new Standing(row.getLong("revision"), row.getString("name"), VaultRole.ofWireName(row.getString("role")));

    private final JdbcTemplate jdbc;
    private final Map<Permission, String> statements = new EnumMap<>(Permission.class);

    VaultLock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        for (Permission permission : Permission.values()) {
            statements.put(permission, lockAndRead(permission));
        }
    }

    /**
     * PostgreSQL locks in the order of the clauses, the vault first like every change of a membership does, and then reads both rows
     * and the role's condition anew if they have changed since the statement began.
     */
    private static String lockAndRead(Permission permission) {
        String roles = Arrays.stream(VaultRole.values())
                .filter(role -> role.allows(permission))
                .map(role -> "'" + role.wireName() + "'")
                .collect(Collectors.joining(", "));
        return """
                select v.revision, u.name, m.role
                from vaults v join memberships m on m.vault_id = v.id join users u on u.id = m.user_id
                where v.id = ? and m.user_id = ? and m.role in (%s)
                for update of v for share of m
                """.formatted(roles);
    }

    /**
     * Locks the vault for a user who has the permission, in one round trip.
     *
     * @return what the user is under the lock; empty, and nobody is held up for long, where it had not the permission before the lock or
     *     has lost it when the lock was there
     */
    Optional<Standing> lock(String vaultId, String userId, Permission permission) {
        String statement = Objects.requireNonNull(statements.get(permission));
        return jdbc.query(statement, STANDING, vaultId, userId).stream().findFirst();
    }
}
