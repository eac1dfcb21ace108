package io.syncscript.gateway.session;

import io.syncscript.model.session.SessionDigest;
import io.syncscript.model.session.SessionPrincipal;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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

    private static final String ENDED_SINCE = """
            select encode(id_digest, 'hex') as digest, ended_at, expires_at from login_session where ended_at > :since
            """;

    private final JdbcClient jdbc;
    private final int queryTimeoutSeconds;

    /** That a session was ended, and when it would have expired. */
    record End(String digest, Instant endedAt, Instant expiresAt) {}

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

    /**
     * The sessions that were ended after that time. Blocks.
     *
     * @throws org.springframework.dao.DataAccessException where PostgreSQL cannot be asked
     */
    List<End> endedSince(Instant time) {
        return jdbc.sql(ENDED_SINCE)
                .withQueryTimeout(queryTimeoutSeconds)
                .param("since", time.atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new End(row.getString("digest"), instant(row, "ended_at"), instant(row, "expires_at")))
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static StoredSession session(ResultSet row) throws SQLException {
        return new StoredSession(
                new SessionPrincipal(row.getString("id"), row.getString("email"), row.getString("name")),
                instant(row, "expires_at"),
                row.getBoolean("ended"));
    }
}
