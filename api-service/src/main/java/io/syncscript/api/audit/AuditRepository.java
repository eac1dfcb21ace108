package io.syncscript.api.audit;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AuditRepository extends Repository<AuditEntry, String> {
    /** Newest first; every row of a vault has a revision of its own. */
    @Query("select a from AuditEntry a where a.vaultId = :vaultId and a.revision < :before order by a.revision desc")
    List<AuditEntry> page(String vaultId, long before, Limit limit);
}
