package io.syncscript.api.audit;

import io.syncscript.api.database.WriteBatch;
import io.syncscript.api.web.Ids;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes the audit log. */
@Component
public class AuditTrail {
    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    AuditTrail(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Writes a row in the mutation's own transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditedChange change, Map<String, ?> details) {
        WriteBatch writes = new WriteBatch();
        addTo(writes, change, details);
        writes.send(jdbc);
    }

    /** Adds a row to what the mutation is about to write. */
    public void addTo(WriteBatch writes, AuditedChange change, Map<String, ?> details) {
        AuditEntry.addTo(writes, Ids.next(), change, json.writeValueAsString(details));
    }
}
