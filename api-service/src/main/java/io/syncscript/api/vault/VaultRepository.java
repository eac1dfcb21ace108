package io.syncscript.api.vault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface VaultRepository extends Repository<Vault, String> {
    @Query("select v from Vault v where v.id = :id")
    Vault existing(String id);

    /** Members, sources and all that belongs to the vault go with it; its log and its audit rows stay. */
    @Modifying
    @Query("delete from Vault v where v.id = :id")
    void delete(String id);

    /** The vaults of a user in the order of their creation. */
    @Query("""
            select new io.syncscript.api.vault.VaultView(
                v.id, v.name, v.description, m.role, v.revision, v.createdAt, v.updatedAt)
            from Membership m join Vault v on v.id = m.key.vaultId
            where m.key.userId = :userId and (v.createdAt > :at or (v.createdAt = :at and v.id > :id))
            order by v.createdAt, v.id
            """)
    List<VaultView> page(String userId, Instant at, String id, Limit limit);

    @Query("select a.name from Account a where a.id = :userId")
    Optional<String> userName(String userId);
}
