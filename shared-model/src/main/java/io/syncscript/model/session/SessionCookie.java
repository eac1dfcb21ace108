package io.syncscript.model.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The session cookie: its name, and the Base64 form in which Spring Session writes the session id into it. */
public final class SessionCookie {
    public static final String NAME = "SESSION";

    private static final int MAX_LENGTH = 256;

    private SessionCookie() {}

    /** The session id inside a cookie value; empty where the value cannot be one. Never throws, whatever a client sent. */
    public static Optional<String> sessionId(String cookieValue) {
        if (cookieValue.isEmpty() || cookieValue.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(cookieValue);
            String id = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded))
                    .toString();
            return isPrintable(id) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isPrintable(String id) {
        return !id.isEmpty() && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
