package io.syncscript.api.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.data.redis.RedisSessionMapper;
import org.springframework.stereotype.Component;

/** Reads a session from the fields of its hash, as Spring Session does. */
@Component
class SessionMapper {
    private final RedisSessionMapper mapper = new RedisSessionMapper();

    /** The session; null where what a late write left of one that has expired is no session. */
    @Nullable
    MapSession session(String id, Map<String, Object> fields) {
        try {
            return mapper.apply(id, fields);
        } catch (IllegalStateException e) {
            return null;
        }
    }
}
