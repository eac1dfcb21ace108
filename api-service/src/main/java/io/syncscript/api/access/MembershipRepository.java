package io.syncscript.api.access;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface MembershipRepository extends Repository<Membership, Membership.Key> {
    /** Read from the database every time, never from the persistence context. */
    @Query("""
            select new io.syncscript.api.access.Standing(v.revision, u.name, m.role)
            from Membership m join Vault v on v.id = m.key.vaultId join Account u on u.id = m.key.userId
            where m.key.vaultId = :vaultId and m.key.userId = :userId
            """)
    Optional<Standing> standing(String vaultId, String userId);
}
