package io.syncscript.model.session;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** The session cookie: its name, and the Base64 form in which Spring Session writes the session id into it. */
public final class SessionCookie {
    public static final String NAME = "SESSION";

    private static final int MAX_LENGTH = 256;

    private SessionCookie() {}

    /**
     * The session id inside a cookie value: a UUID, as Spring Session makes them. Empty where the value holds none, so that no
     * client chooses which Redis key is read. Never throws, whatever a client sent.
     */
    public static Optional<String> sessionId(String cookieValue) {
        if (cookieValue.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            String id = new String(Base64.getDecoder().decode(cookieValue), StandardCharsets.US_ASCII);
            return Optional.of(id)
                    .filter(text -> UUID.fromString(text).toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
