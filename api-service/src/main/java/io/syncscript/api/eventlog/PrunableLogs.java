package io.syncscript.api.eventlog;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The statements of retention. Outside of a transaction each is one of its own; none touches a row of {@code vaults}. */
@Repository
class PrunableLogs {
    /** One probe of the primary key for each vault, where a plain "distinct" would read every row. */
    private static final String NEXT_VAULTS = """
            with recursive log (vault_id) as (
              (select vault_id from vault_event where vault_id > :after order by vault_id limit 1)
              union all
              select (select e.vault_id from vault_event e where e.vault_id > log.vault_id order by e.vault_id limit 1)
              from log where log.vault_id is not null)
            select vault_id from log where vault_id is not null limit :limit
            """;

    private static final String VAULTS_WITH_EVENTS = """
            select distinct vault_id from vault_event where created_at >= :from and created_at < :until
            """;

    private static final String PRUNABLE = """
            select asked.id from unnest(:vaults) as asked (id)
            cross join lateral (select revision, created_at from vault_event
                                where vault_id = asked.id order by revision limit 1) oldest
            cross join lateral (select revision from vault_event
                                where vault_id = asked.id order by revision desc limit 1) newest
            left join vaults v on v.id = asked.id
            where oldest.revision <= newest.revision - :maxEvents
               or oldest.created_at < :cutoff and (oldest.revision < newest.revision or v.id is null)
            """;

    /**
     * Aged are the events before the first young one, so that clocks that differ between processes leave no hole. The lower
     * bound, which is true of every row, lets the planner expect few rows and use the primary key in a log of any length.
     */
    private static final String PRUNE = """
            with oldest as (
              select revision, created_at from vault_event where vault_id = :vault order by revision limit :batch),
            newest as (select max(revision) as revision from vault_event where vault_id = :vault),
            bound as (
              select least(
                (select max(revision) from oldest),
                greatest(
                  newest.revision - :maxEvents,
                  coalesce((select min(revision) - 1 from oldest where created_at >= :cutoff),
                           (select max(revision) from oldest))),
                newest.revision - (select count(*) from vaults where id = :vault)) as revision
              from newest)
            delete from vault_event where vault_id = :vault
              and revision between (select min(revision) from oldest) and (select revision from bound)
            """;

    private final JdbcClient jdbc;
    private final RetentionProperties properties;

    PrunableLogs(JdbcClient jdbc, RetentionProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** Vaults with a log, deleted ones too, in the order of their ids. */
    List<String> vaultsAfter(String vaultId, int limit) {
        return jdbc.sql(NEXT_VAULTS)
                .param("after", vaultId)
                .param("limit", limit)
                .query((row, number) -> row.getString(1))
                .list();
    }

    List<String> vaultsWithEvents(Instant from, Instant until) {
        return jdbc.sql(VAULTS_WITH_EVENTS)
                .param("from", timestamp(from))
                .param("until", timestamp(until))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Those of the vaults whose log has something to prune. */
    List<String> prunable(Collection<String> vaultIds, Instant cutoff) {
        return jdbc.sql(PRUNABLE)
                .param("vaults", vaultIds.toArray(String[]::new))
                .param("maxEvents", properties.maxEvents())
                .param("cutoff", timestamp(cutoff))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /**
     * Deletes one batch from the beginning of a vault's log.
     *
     * @return how many events went; fewer than a batch when the log needs no more pruning
     */
    int prune(String vaultId, Instant cutoff) {
        return jdbc.sql(PRUNE)
                .param("vault", vaultId)
                .param("batch", properties.batchSize())
                .param("maxEvents", properties.maxEvents())
                .param("cutoff", timestamp(cutoff))
                .update();
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
