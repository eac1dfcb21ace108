package io.syncscript.api.session;

import io.syncscript.model.session.SessionPrincipal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what a session holds as plain JSON without class names. The only object in a session is its
 * {@link SessionPrincipal}; all else is numbers and strings.
 */
final class SessionJsonSerializer implements RedisSerializer<Object> {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public byte[] serialize(@Nullable Object value) {
        return value == null ? new byte[0] : JSON.writeValueAsBytes(value);
    }

    @Override
    public @Nullable Object deserialize(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            return null;
        }
        try {
            JsonNode json = JSON.readTree(bytes);
            return json.isObject()
                    ? JSON.treeToValue(json, SessionPrincipal.class)
                    : JSON.treeToValue(json, Object.class);
        } catch (JacksonException e) {
            throw new SerializationException("A session field is no JSON", e);
        }
    }
}
