package io.syncscript.gateway.replay;

import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.Origin;
import io.syncscript.model.event.Source;
import io.syncscript.model.event.VaultEvent;
import io.syncscript.model.event.VaultMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads PostgreSQL with the gateway's read-only role. */
@Primary
@Repository
class JdbcVaultLog implements VaultLog {
    private static final String MEMBERSHIPS = """
            select asked.vault, asked.member, m.role, v.revision,
                   greatest(
                       coalesce((select min(e.revision) from vault_event e where e.vault_id = v.id), v.revision + 1),
                       m.told_after + 1) as oldest
            from unnest(:vaults, :users) as asked (vault, member)
                join vaults v on v.id = asked.vault
                join memberships m on m.vault_id = asked.vault and m.user_id = asked.member
            """;

    private static final String AFTER = """
            select revision, event_id, type, payload, created_at from vault_event
            where vault_id = :vault and revision > :revision
            order by revision limit :limit
            """;

    private static final String HEADS = """
            select asked.id, coalesce(v.revision, (select max(e.revision) from vault_event e where e.vault_id = asked.id)) as head
            from unnest(:vaults) as asked (id) left join vaults v on v.id = asked.id
            """;

    private static final String SOURCE = """
            select m.role, v.revision,
                   s.id, s.title, s.file_url, s.file_key, s.file_size, s.mime_type, s.vault_id, s.created_at, s.updated_at,
                   exists (select from vault_event e
                           where e.vault_id = v.id and e.subject_id = :source and e.type = :deletion) as deleted
            from vaults v join memberships m on m.vault_id = v.id
                          left join sources s on s.vault_id = v.id and s.id = :source
            where v.id = :vault and m.user_id = :user
            """;

    private final JdbcClient jdbc;

    JdbcVaultLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<MembershipKey, Membership> memberships(Collection<MembershipKey> asked) {
        Map<MembershipKey, Membership> memberships = HashMap.newHashMap(asked.size());
        jdbc.sql(MEMBERSHIPS)
                .param("vaults", asked.stream().map(MembershipKey::vaultId).toArray(String[]::new))
                .param("users", asked.stream().map(MembershipKey::userId).toArray(String[]::new))
                .query(row -> {
                    memberships.put(
                            new MembershipKey(row.getString("vault"), row.getString("member")),
                            new Membership(role(row), row.getLong("revision"), row.getLong("oldest")));
                });
        return memberships;
    }

    @Override
    public List<VaultMessage> after(String vaultId, long revision, int limit) {
        return jdbc.sql(AFTER)
                .param("vault", vaultId)
                .param("revision", revision)
                .param("limit", limit)
                .query((row, number) -> new VaultMessage(
                        vaultId,
                        row.getLong("revision"),
                        row.getString("event_id"),
                        row.getString("type"),
                        row.getString("payload"),
                        false,
                        Origin.at(instant(row, "created_at"))))
                .list();
    }

    @Override
    public Map<String, Long> heads(Collection<String> vaultIds) {
        Map<String, Long> heads = HashMap.newHashMap(vaultIds.size());
        jdbc.sql(HEADS).param("vaults", vaultIds.toArray(String[]::new)).query(row -> {
            long head = row.getLong("head");
            if (!row.wasNull()) {
                heads.put(row.getString("id"), head);
            }
        });
        return heads;
    }

    @Override
    public Optional<SourceStanding> source(String vaultId, String userId, String sourceId) {
        return jdbc.sql(SOURCE)
                .param("vault", vaultId)
                .param("user", userId)
                .param("source", sourceId)
                .param("deletion", VaultEvent.SourceDeleted.TYPE)
                .query((row, number) -> new SourceStanding(
                        role(row), row.getLong("revision"), sourceIn(row), row.getBoolean("deleted")))
                .optional();
    }

    private static VaultRole role(ResultSet row) throws SQLException {
        return VaultRole.ofWireName(row.getString("role"));
    }

    private static Optional<Source> sourceIn(ResultSet row) throws SQLException {
        if (row.getString("id") == null) {
            return Optional.empty();
        }
        return Optional.of(new Source(
                row.getString("id"),
                row.getString("title"),
                row.getString("file_url"),
                row.getString("file_key"),
                sizeIn(row),
                row.getString("mime_type"),
                row.getString("vault_id"),
                instant(row, "created_at"),
                instant(row, "updated_at")));
    }

    private static @Nullable Long sizeIn(ResultSet row) throws SQLException {
        long size = row.getLong("file_size");
        return row.wasNull() ? null : size;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
