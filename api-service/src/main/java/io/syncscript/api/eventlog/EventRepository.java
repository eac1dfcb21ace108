package io.syncscript.api.eventlog;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface EventRepository extends Repository<LoggedEvent, LoggedEvent.Key> {
    /** Takes the vault's next revision; the row lock keeps others from taking one until the transaction ends. */
    @Query(
            value = "update vaults set revision = revision + 1 where id = :vaultId returning revision",
            nativeQuery = true)
    Long nextRevision(String vaultId);

    /** The revision up to which the member is told nothing. */
    @Query("select m.toldAfter from Membership m where m.key.vaultId = :vaultId and m.key.userId = :userId")
    long toldAfter(String vaultId, String userId);

    @Query("""
            select e from LoggedEvent e
            where e.key.vaultId = :vaultId and e.key.revision > :after order by e.key.revision
            """)
    List<LoggedEvent> after(String vaultId, long after, Limit limit);
}
