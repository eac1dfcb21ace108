package io.syncscript.gateway.replay;

import io.syncscript.model.event.VaultMessage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The persisted truth about vaults. Every method is one query, blocks for its answer (never call it on an event loop) and
 * throws {@link org.springframework.dao.DataAccessException} where there is none in time.
 */
public interface VaultLog {
    /** The standing of each user in its vault, all of one snapshot; none where there is no such vault or the user is no member. */
    Map<MembershipKey, Membership> memberships(Collection<MembershipKey> asked);

    /**
     * The events of the vault after that revision, oldest first and without gaps but for what retention took from the old end.
     *
     * @param limit how many at most
     */
    List<VaultMessage> after(String vaultId, long revision, int limit);

    /** The newest revision of each vault; that of its log where the vault is gone, and none where there is no log either. */
    Map<String, Long> heads(Collection<String> vaultIds);

    /** What is persisted of a source; empty where there is no such vault or the user is no member. */
    Optional<SourceStanding> source(String vaultId, String userId, String sourceId);
}
