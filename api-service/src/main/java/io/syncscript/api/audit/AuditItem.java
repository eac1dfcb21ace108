package io.syncscript.api.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * An item of the audit list.
 *
 * @param details a JSON object, as it is stored
 */
record AuditItem(
        String id,
        String action,
        String actorId,
        String subjectId,
        long revision,
        @JsonRawValue @Schema(type = "object") String details,
        Instant createdAt) {
    static AuditItem of(AuditEntry entry) {
        return new AuditItem(
                entry.id(),
                entry.action(),
                entry.actorId(),
                entry.subjectId(),
                entry.revision(),
                entry.details(),
                entry.createdAt());
    }
}
