package io.syncscript.api.eventlog;

import io.syncscript.api.access.LockedVault;
import io.syncscript.api.audit.AuditTrail;
import io.syncscript.api.audit.AuditedChange;
import io.syncscript.api.database.WriteBatch;
import io.syncscript.api.web.Ids;
import io.syncscript.api.web.LogContext;
import io.syncscript.model.event.VaultEvent;
import io.syncscript.model.event.VaultMessage;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where every mutation of a vault ends: the next revision, the event, the audit row, and the publish after the commit. */
@Component
public class VaultLog {
    private static final Logger LOG = LoggerFactory.getLogger(VaultLog.class);

    private final JdbcTemplate jdbc;
    private final AuditTrail audit;
    private final CommitOrder commitOrder;
    private final RequestTraces traces;

    VaultLog(JdbcTemplate jdbc, AuditTrail audit, CommitOrder commitOrder, RequestTraces traces) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.commitOrder = commitOrder;
        this.traces = traces;
    }

    /**
     * Appends an event about a change that has been written, by JPA for example, to the log of a vault that the transaction has locked,
     * once in a transaction. It is published if and after the transaction commits, off its thread.
     *
     * @param subjectId the source, the member or the vault that the event is about
     * @param details what the audit row says beside who, what and when
     * @return the revision that the event took
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long append(
            LockedVault vault, String subjectId, Map<String, ?> details, Function<EventHeader, VaultEvent> event) {
        WriteBatch writes = new WriteBatch();
        VaultMessage message = appendTo(writes, vault, subjectId, details, event);
        writes.send(jdbc);
        return appended(message);
    }

    /**
     * As {@link #append}, for a change that is all that the transaction writes: it goes to the database with the event, the audit row and
     * the commit, so that the vault's lock is held for one round trip. The transaction is over then.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long appendAndCommit(
            WriteBatch change,
            LockedVault vault,
            String subjectId,
            Map<String, ?> details,
            Function<EventHeader, VaultEvent> event) {
        VaultMessage message = appendTo(change, vault, subjectId, details, event);
        change.sendAndCommit(jdbc);
        return appended(message);
    }

    /** Takes the event's place among those to publish, too: the next one may be appended as soon as this one is written. */
    private VaultMessage appendTo(
            WriteBatch writes,
            LockedVault vault,
            String subjectId,
            Map<String, ?> details,
            Function<EventHeader, VaultEvent> event) {
        long revision = vault.revision() + 1;
        VaultMessage message = VaultMessage.of(
                        event.apply(new EventHeader(vault.vaultId(), revision, Ids.next(), vault.actor(), vault.now())))
                .from(traces.originAt(vault.now()));
        writes.add("update vaults set revision = ? where id = ?", revision, vault.vaultId());
        LoggedEvent.addTo(writes, message, subjectId, vault.now());
        audit.addTo(
                writes,
                new AuditedChange(
                        vault.vaultId(), vault.actor().userId(), message.type(), subjectId, revision, vault.now()),
                details);
        commitOrder.publishAfterCommit(message);
        return message;
    }

    private static long appended(VaultMessage message) {
        LogContext.isAbout(message.vaultId());
        LOG.atDebug().addKeyValue("revision", message.revision()).log("Appended {}", message.type());
        return message.revision();
    }
}
