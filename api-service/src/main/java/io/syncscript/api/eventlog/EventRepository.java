package io.syncscript.api.eventlog;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface EventRepository extends Repository<LoggedEvent, LoggedEvent.Key> {
    /** Takes the vault's next revision; the row lock keeps others from taking one until the transaction ends. */
    @Query(
            value = "update vaults set revision = revision + 1 where id = :vaultId returning revision",
            nativeQuery = true)
    Long nextRevision(String vaultId);

    /** The revision by which the user became a member; empty where the log does not say. */
    @Query("""
            select max(e.key.revision) from LoggedEvent e
            where e.key.vaultId = :vaultId and e.subjectId = :userId and e.type = 'member:added'
            """)
    Optional<Long> added(String vaultId, String userId);

    @Query("""
            select e from LoggedEvent e
            where e.key.vaultId = :vaultId and e.key.revision > :after order by e.key.revision
            """)
    List<LoggedEvent> after(String vaultId, long after, Limit limit);
}
