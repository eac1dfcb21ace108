package io.syncscript.api.member;

import io.syncscript.api.access.Membership;
import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.Member;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface MemberRepository extends Repository<Membership, Membership.Key> {
    /** The members of a vault in the order of their joining. */
    @Query("""
            select new io.syncscript.model.event.Member(u.id, u.email, u.name, m.role, m.joinedAt)
            from Membership m join Account u on u.id = m.key.userId
            where m.key.vaultId = :vaultId and (m.joinedAt > :at or (m.joinedAt = :at and u.id > :id))
            order by m.joinedAt, u.id
            """)
    List<Member> page(String vaultId, Instant at, String id, Limit limit);

    @Query("""
            select new io.syncscript.model.event.Member(u.id, u.email, u.name, m.role, m.joinedAt)
            from Membership m join Account u on u.id = m.key.userId
            where m.key.vaultId = :vaultId and u.id = :userId
            """)
    Optional<Member> member(String vaultId, String userId);

    @Query("""
            select new io.syncscript.api.member.Candidate(u.id, u.email, u.name)
            from Account u where lower(u.email) = lower(:email)
            """)
    Optional<Candidate> candidate(String email);

    /** Whether the user was a member before; from the audit log, which no retention shortens. */
    @Query("""
            select count(e) > 0 from AuditEntry e
            where e.vaultId = :vaultId and e.subjectId = :userId and e.action = 'member:removed'
            """)
    boolean wasRemoved(String vaultId, String userId);

    @Query("select count(m) from Membership m where m.key.vaultId = :vaultId and m.role = :role")
    long count(String vaultId, VaultRole role);

    @Modifying
    @Query("update Membership m set m.role = :role where m.key = :key")
    void changeRole(Membership.Key key, VaultRole role);

    @Modifying
    @Query("delete from Membership m where m.key = :key")
    void remove(Membership.Key key);
}
