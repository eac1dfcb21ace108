package io.syncscript.api.session;

import io.syncscript.model.session.EndedSessions;
import io.syncscript.model.session.SessionDigest;
import io.syncscript.model.session.SessionPrincipal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The sessions in PostgreSQL, each known by the digest of its id. A session that has ended keeps its row until it would have
 * expired, so that it stays ended whatever is written late.
 */
@Repository
class SessionTable {
    private static final String LIVE = """
            select s.created_at, s.last_accessed_at, s.expires_at, u.id, u.email, u.name
            from login_session s join users u on u.id = s.user_id
            where s.id_digest = :digest and s.ended_at is null and s.expires_at > :now
            """;

    private static final String USE = """
            insert into login_session as s (id_digest, user_id, created_at, last_accessed_at, expires_at)
            values (:digest, :user, :createdAt, :lastAccessedAt, :expiresAt)
            on conflict (id_digest) do update
            set last_accessed_at = greatest(s.last_accessed_at, excluded.last_accessed_at),
                expires_at = greatest(s.expires_at, excluded.expires_at)
            where s.ended_at is null
            """;

    private static final String END = """
            insert into login_session as s (id_digest, user_id, created_at, last_accessed_at, expires_at, ended_at)
            values (:digest, :user, :now, :now, :now, clock_timestamp())
            on conflict (id_digest) do update set ended_at = coalesce(s.ended_at, excluded.ended_at)
            """;

    private static final String END_ALL = """
            update login_session set ended_at = clock_timestamp() where user_id = :user and ended_at is null
            returning encode(id_digest, 'hex')
            """;

    private static final String ENDED_SINCE = """
            select encode(id_digest, 'hex') as digest, ended_at, expires_at from login_session where ended_at > :since
            """;

    private static final String PRUNE = """
            delete from login_session where id_digest in (
              select id_digest from login_session where expires_at < :cutoff order by expires_at limit :limit)
            """;

    private final JdbcClient jdbc;

    SessionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The session, if it is neither over nor unknown. */
    Optional<StoredSession> find(String sessionId, Instant now) {
        return live(LIVE, sessionId, now);
    }

    /**
     * As {@link #find}, and nobody ends the session before the transaction is over. Empty, too, where another transaction
     * holds the session: it does not wait.
     */
    Optional<StoredSession> lock(String sessionId, Instant now) {
        return live(LIVE + " for update of s skip locked", sessionId, now);
    }

    /**
     * Writes the use of a session, and the session itself where there is no row of it: one that is older than the table.
     *
     * @return false where the session has ended; then nothing is written
     */
    boolean use(String sessionId, StoredSession session) {
        int written = jdbc.sql(USE)
                .param("digest", SessionDigest.of(sessionId))
                .param("user", session.principal().userId())
                .param("createdAt", timestamp(session.createdAt()))
                .param("lastAccessedAt", timestamp(session.lastAccessedAt()))
                .param("expiresAt", timestamp(session.expiresAt()))
                .update();
        return written > 0;
    }

    /** Ends a session, also one without a row. Until the transaction is over, {@link #lock} does not get it. */
    void end(String sessionId, String userId, Instant now) {
        jdbc.sql(END)
                .param("digest", SessionDigest.of(sessionId))
                .param("user", userId)
                .param("now", timestamp(now))
                .update();
    }

    /** Ends all sessions of a user and returns their digests. */
    List<String> endAll(String userId) {
        return jdbc.sql(END_ALL)
                .param("user", userId)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Adds the sessions that have ended since the last reading. */
    void readEnds(EndedSessions ended) {
        jdbc.sql(ENDED_SINCE).param("since", timestamp(ended.unread())).query(row -> {
            ended.add(row.getString("digest"), instant(row, "ended_at"), instant(row, "expires_at"));
        });
    }

    /**
     * Deletes sessions that expired before that time.
     *
     * @return how many; fewer than {@code limit} when there are no more
     */
    int prune(Instant cutoff, int limit) {
        return jdbc.sql(PRUNE)
                .param("cutoff", timestamp(cutoff))
                .param("limit", limit)
                .update();
    }

    private Optional<StoredSession> live(String sql, String sessionId, Instant now) {
        return jdbc.sql(sql)
                .param("digest", SessionDigest.of(sessionId))
                .param("now", timestamp(now))
                .query((row, number) -> session(row))
                .optional();
    }

    private static StoredSession session(ResultSet row) throws SQLException {
        return new StoredSession(
                new SessionPrincipal(row.getString("id"), row.getString("email"), row.getString("name")),
                instant(row, "created_at"),
                instant(row, "last_accessed_at"),
                instant(row, "expires_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
