package io.syncscript.api.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SourceRepository extends Repository<StoredSource, String> {
    /** Loads no entity, so that what is read under the vault's lock later is fresh. */
    @Query("select s.vaultId from StoredSource s where s.id = :id")
    Optional<String> vaultOf(String id);

    Optional<StoredSource> findById(String id);

    void delete(StoredSource source);

    /** The sources of a vault in the order of their creation. */
    @Query("""
            select s from StoredSource s
            where s.vaultId = :vaultId and (s.createdAt > :at or (s.createdAt = :at and s.id > :id))
            order by s.createdAt, s.id
            """)
    List<StoredSource> page(String vaultId, Instant at, String id, Limit limit);
}
