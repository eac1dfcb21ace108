package io.syncscript.api.audit;

import io.syncscript.api.web.Ids;
import jakarta.persistence.EntityManager;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes the audit log. */
@Component
public class AuditTrail {
    private final EntityManager entities;
    private final JsonMapper json;

    AuditTrail(EntityManager entities, JsonMapper json) {
        this.entities = entities;
        this.json = json;
    }

    /** Adds a row in the mutation's own transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditedChange change, Map<String, ?> details) {
        entities.persist(new AuditEntry(Ids.next(), change, json.writeValueAsString(details)));
    }
}
