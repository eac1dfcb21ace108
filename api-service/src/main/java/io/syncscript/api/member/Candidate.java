package io.syncscript.api.member;

import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.Member;
import java.time.Instant;

/** An account that may become a member. */
record Candidate(String userId, String email, String name) {
    Member as(VaultRole role, Instant joinedAt) {
        return new Member(userId, email, name, role, joinedAt);
    }
}
