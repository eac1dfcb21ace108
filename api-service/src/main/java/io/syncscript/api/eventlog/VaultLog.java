package io.syncscript.api.eventlog;

import io.syncscript.api.access.LockedVault;
import io.syncscript.api.audit.AuditTrail;
import io.syncscript.api.audit.AuditedChange;
import io.syncscript.api.web.Ids;
import io.syncscript.api.web.LogContext;
import io.syncscript.model.event.VaultEvent;
import io.syncscript.model.event.VaultMessage;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where every mutation of a vault ends: the next revision, the event, the audit row, and the publish after the commit. */
@Component
public class VaultLog {
    private static final Logger LOG = LoggerFactory.getLogger(VaultLog.class);

    private final EventRepository events;
    private final EntityManager entities;
    private final AuditTrail audit;
    private final CommitOrder commitOrder;
    private final RequestTraces traces;

    VaultLog(
            EventRepository events,
            EntityManager entities,
            AuditTrail audit,
            CommitOrder commitOrder,
            RequestTraces traces) {
        this.events = events;
        this.entities = entities;
        this.audit = audit;
        this.commitOrder = commitOrder;
        this.traces = traces;
    }

    /**
     * Appends an event to the log of a vault that the transaction has locked. It is published if and after the transaction
     * commits, off its thread.
     *
     * @param subjectId the source, the member or the vault that the event is about
     * @param details what the audit row says beside who, what and when
     * @return the revision that the event took
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long append(
            LockedVault vault, String subjectId, Map<String, ?> details, Function<EventHeader, VaultEvent> event) {
        long revision = events.nextRevision(vault.vaultId());
        VaultMessage message = VaultMessage.of(
                        event.apply(new EventHeader(vault.vaultId(), revision, Ids.next(), vault.actor(), vault.now())))
                .from(traces.originAt(vault.now()));
        entities.persist(new LoggedEvent(message, subjectId, vault.now()));
        audit.record(
                new AuditedChange(
                        vault.vaultId(), vault.actor().userId(), message.type(), subjectId, revision, vault.now()),
                details);
        commitOrder.publishAfterCommit(message);
        LogContext.isAbout(vault.vaultId());
        LOG.atDebug().addKeyValue("revision", revision).log("Appended {}", message.type());
        return revision;
    }
}
