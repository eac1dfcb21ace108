package io.syncscript.model.session;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of what both processes say about sessions. Stateless and safe for any thread. */
public final class SessionCodec {
    private static final JsonMapper JSON = JsonMapper.shared();

    private SessionCodec() {}

    public static byte[] encode(SessionEnded ended) {
        return JSON.writeValueAsBytes(ended);
    }

    /**
     * Reads a message of the session-ended channel.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static SessionEnded decodeEnded(byte[] json) {
        return read(json, SessionEnded.class);
    }

    /**
     * Reads the principal attribute of a session.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static SessionPrincipal decodePrincipal(byte[] json) {
        return read(json, SessionPrincipal.class);
    }

    private static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = JSON.readValue(json, type);
            if (value == null) {
                throw new IllegalArgumentException("null is no " + type.getSimpleName());
            }
            return value;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName(), e);
        }
    }
}
