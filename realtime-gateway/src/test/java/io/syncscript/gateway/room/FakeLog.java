package io.syncscript.gateway.room;

import io.syncscript.gateway.replay.Membership;
import io.syncscript.gateway.replay.MembershipKey;
import io.syncscript.gateway.replay.SourceStanding;
import io.syncscript.gateway.replay.VaultLog;
import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.VaultMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataAccessResourceFailureException;

/** The log of one vault in memory, with the members' roles; can be away and can be pruned. */
final class FakeLog implements VaultLog {
    private final List<VaultMessage> rows = new ArrayList<>();
    private final Map<String, VaultRole> roles = new HashMap<>();
    private final Map<String, Long> additions = new HashMap<>();
    private long head;
    private boolean away;
    private int reads;

    synchronized void member(String userId, VaultRole role) {
        roles.put(userId, role);
    }

    /** Makes the user a member by that message, which is appended. */
    synchronized void addMember(String userId, VaultMessage addition) {
        roles.put(userId, VaultRole.VIEWER);
        additions.put(userId, addition.revision());
        append(addition);
    }

    synchronized void noMember(String userId) {
        roles.remove(userId);
    }

    synchronized boolean membership(String userId) {
        return roles.containsKey(userId);
    }

    synchronized VaultMessage append(VaultMessage message) {
        head = message.revision();
        rows.add(message);
        return message;
    }

    synchronized void prune(long before) {
        rows.removeIf(row -> row.revision() < before);
    }

    /** Goes back to an earlier state, as a database that was restored. */
    synchronized void restore(long earlierHead) {
        head = earlierHead;
        rows.removeIf(row -> row.revision() > earlierHead);
    }

    synchronized void away(boolean isAway) {
        away = isAway;
    }

    /** How often {@link #after} was asked. */
    synchronized int reads() {
        return reads;
    }

    @Override
    public synchronized Map<MembershipKey, Membership> memberships(Collection<MembershipKey> asked) {
        answer();
        long kept = rows.isEmpty() ? head + 1 : rows.getFirst().revision();
        Map<MembershipKey, Membership> memberships = new HashMap<>();
        for (MembershipKey key : asked) {
            VaultRole role = roles.get(key.userId());
            if (role != null) {
                long oldest = Math.max(kept, additions.getOrDefault(key.userId(), 0L));
                memberships.put(key, new Membership(role, head, oldest));
            }
        }
        return memberships;
    }

    @Override
    public synchronized List<VaultMessage> after(String vaultId, long revision, int limit) {
        answer();
        reads++;
        return rows.stream()
                .filter(row -> row.revision() > revision)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Map<String, Long> heads(Collection<String> vaultIds) {
        answer();
        Map<String, Long> heads = new HashMap<>();
        vaultIds.forEach(id -> heads.put(id, head));
        return heads;
    }

    @Override
    public Optional<SourceStanding> source(String vaultId, String userId, String sourceId) {
        throw new UnsupportedOperationException("asked of the real log only");
    }

    private void answer() {
        if (away) {
            throw new DataAccessResourceFailureException("away");
        }
    }
}
