package io.syncscript.api.eventlog;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface EventRepository extends Repository<LoggedEvent, LoggedEvent.Key> {
    /** The revision up to which the member is told nothing. */
    @Query("select m.toldAfter from Membership m where m.key.vaultId = :vaultId and m.key.userId = :userId")
    long toldAfter(String vaultId, String userId);

    @Query("""
            select e from LoggedEvent e
            where e.key.vaultId = :vaultId and e.key.revision > :after order by e.key.revision
            """)
    List<LoggedEvent> after(String vaultId, long after, Limit limit);
}
