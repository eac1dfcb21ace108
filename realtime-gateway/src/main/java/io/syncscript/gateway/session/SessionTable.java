package io.syncscript.gateway.session;

import io.syncscript.model.session.SessionDigest;
import io.syncscript.model.session.SessionPrincipal;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sessions in PostgreSQL, which has them all, each known by the digest of its id. */
@Repository
class SessionTable {
    private static final String FIND = """
            select s.id_digest, s.expires_at, s.ended_at is not null as ended, u.id, u.email, u.name
            from login_session s join users u on u.id = s.user_id
            where s.id_digest = any(:digests)
            """;

    private final JdbcClient jdbc;
    private final int queryTimeoutSeconds;

    SessionTable(JdbcClient jdbc, SessionProperties properties) {
        this.jdbc = jdbc;
        this.queryTimeoutSeconds = Math.toIntExact(
                properties.lookupTimeout().plus(Duration.ofMillis(999)).toSeconds());
    }

    /**
     * Those of the sessions that PostgreSQL knows, over or not, in one query. Blocks.
     *
     * @throws org.springframework.dao.DataAccessException where PostgreSQL cannot be asked
     */
    Map<String, StoredSession> find(Collection<String> sessionIds) {
        Map<ByteBuffer, String> ids = HashMap.newHashMap(sessionIds.size());
        sessionIds.forEach(id -> ids.put(ByteBuffer.wrap(SessionDigest.of(id)), id));
        byte[][] digests = ids.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new);
        Map<String, StoredSession> sessions = HashMap.newHashMap(ids.size());
        jdbc.sql(FIND)
                .withQueryTimeout(queryTimeoutSeconds)
                .param("digests", digests)
                .query(row -> {
                    String id = ids.get(ByteBuffer.wrap(row.getBytes("id_digest")));
                    if (id != null) {
                        sessions.put(id, session(row));
                    }
                });
        return sessions;
    }

    private static StoredSession session(ResultSet row) throws SQLException {
        return new StoredSession(
                new SessionPrincipal(row.getString("id"), row.getString("email"), row.getString("name")),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("ended"));
    }
}
