package io.syncscript.api.audit;

import java.time.Instant;

/**
 * A mutation as the audit log names it.
 *
 * @param action an event type, or {@code vault:created}
 * @param subjectId the source, the member or the vault that was changed
 * @param revision the revision that the change took; 0 for the creation of the vault
 */
public record AuditedChange(
        String vaultId, String actorId, String action, String subjectId, long revision, Instant at) {}
