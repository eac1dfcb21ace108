package io.syncscript.api.member;

import io.syncscript.api.access.LockedVault;
import io.syncscript.api.access.Membership;
import io.syncscript.api.access.VaultAccess;
import io.syncscript.api.access.VaultReader;
import io.syncscript.api.eventlog.VaultLog;
import io.syncscript.api.web.ApiException;
import io.syncscript.api.web.Cursor;
import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.Ids;
import io.syncscript.api.web.Page;
import io.syncscript.api.web.Versioned;
import io.syncscript.model.access.Permission;
import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.Member;
import io.syncscript.model.event.VaultEvent;
import jakarta.persistence.EntityManager;
import java.util.Map;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Lists, adds, changes and removes members. A vault keeps an owner at any time; the vault's lock makes that hold. */
@Service
class Members {
    private final MemberRepository members;
    private final VaultAccess access;
    private final VaultLog log;
    private final EntityManager entities;

    Members(MemberRepository members, VaultAccess access, VaultLog log, EntityManager entities) {
        this.members = members;
        this.access = access;
        this.log = log;
        this.entities = entities;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Versioned<Page<Member>> list(String userId, String vaultId, Cursor after, int limit) {
        VaultReader reader = access.read(vaultId, userId, Permission.READ);
        return new Versioned<>(
                reader.revision(),
                Page.of(
                        members.page(vaultId, after.at(), after.id(), Limit.of(limit + 1)),
                        limit,
                        member -> member,
                        member -> Cursor.after(member.joinedAt(), member.userId())));
    }

    @Transactional
    public Versioned<Member> add(String userId, String vaultId, NewMember added) {
        LockedVault vault = access.lock(vaultId, userId, Permission.MANAGE_MEMBERS);
        Candidate candidate = members.candidate(added.email())
                .orElseThrow(() -> new ApiException(ErrorCode.USER_NOT_FOUND, "No account has this email"));
        if (members.member(vaultId, candidate.userId()).isPresent()) {
            throw new ApiException(ErrorCode.ALREADY_MEMBER, "The user is a member of the vault already");
        }
        long toldAfter = members.wasRemoved(vaultId, candidate.userId()) ? vault.revision() : 0;
        entities.persist(new Membership(vaultId, candidate.userId(), added.role(), vault.now(), toldAfter));
        Member member = candidate.as(added.role(), vault.now());
        long revision = log.append(
                vault,
                member.userId(),
                Map.of("email", member.email(), "role", member.role()),
                header -> new VaultEvent.MemberAdded(
                        header.vaultId(),
                        header.revision(),
                        header.eventId(),
                        member,
                        header.actor(),
                        header.timestamp()));
        return new Versioned<>(revision, member);
    }

    /** Changes a role; to the role that the member has already takes no revision and makes no event. */
    @Transactional
    public Versioned<Member> changeRole(String userId, String vaultId, String memberId, VaultRole role) {
        LockedVault vault = access.lock(vaultId, userId, Permission.MANAGE_MEMBERS);
        Member before = existing(vaultId, memberId);
        if (before.role() == role) {
            return new Versioned<>(vault.revision(), before);
        }
        requireAnotherOwner(vaultId, before);
        members.changeRole(new Membership.Key(vaultId, memberId), role);
        Member member = new Member(memberId, before.email(), before.name(), role, before.joinedAt());
        long revision = log.append(
                vault,
                memberId,
                Map.of("before", before.role(), "after", role),
                header -> new VaultEvent.MemberUpdated(
                        header.vaultId(),
                        header.revision(),
                        header.eventId(),
                        member,
                        header.actor(),
                        header.timestamp()));
        return new Versioned<>(revision, member);
    }

    /** Removes a member; whoever it is may remove itself. */
    @Transactional
    public long remove(String userId, String vaultId, String memberId) {
        Permission needed = memberId.equals(userId) ? Permission.READ : Permission.MANAGE_MEMBERS;
        LockedVault vault = access.lock(vaultId, userId, needed);
        Member member = existing(vaultId, memberId);
        requireAnotherOwner(vaultId, member);
        members.remove(new Membership.Key(vaultId, memberId));
        return log.append(
                vault,
                memberId,
                Map.of("email", member.email(), "role", member.role()),
                header -> new VaultEvent.MemberRemoved(
                        header.vaultId(),
                        header.revision(),
                        header.eventId(),
                        memberId,
                        header.actor(),
                        header.timestamp()));
    }

    private Member existing(String vaultId, String memberId) {
        return members.member(vaultId, Ids.existing(memberId, ErrorCode.MEMBER_NOT_FOUND))
                .orElseThrow(
                        () -> new ApiException(ErrorCode.MEMBER_NOT_FOUND, "The vault has no member with this id"));
    }

    private void requireAnotherOwner(String vaultId, Member leaving) {
        if (leaving.role() == VaultRole.OWNER && members.count(vaultId, VaultRole.OWNER) == 1) {
            throw new ApiException(ErrorCode.LAST_OWNER, "Make another member an owner first");
        }
    }
}
