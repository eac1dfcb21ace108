package io.syncscript.model.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What PostgreSQL knows a session by. Who can read the database cannot use a session: the id cannot be told from its digest,
 * and there are too many ids to try.
 */
public final class SessionDigest {
    private SessionDigest() {}

    /** The digest as messages carry it and PostgreSQL's {@code encode(…, 'hex')} shows it: 64 lower-case hex digits. */
    public static String hex(String sessionId) {
        return HexFormat.of().formatHex(of(sessionId));
    }

    /** The SHA-256 of the session id, 32 bytes. */
    public static byte[] of(String sessionId) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(sessionId.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
