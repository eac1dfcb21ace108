package io.syncscript.gateway.session;

import io.lettuce.core.KeyValue;
import io.syncscript.model.session.SessionCodec;
import io.syncscript.model.session.SessionFields;
import io.syncscript.model.session.SessionPrincipal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a session that a gateway reads. Spring Session keeps them for minutes after the session is over, so that they
 * are there says nothing: {@link #state} does.
 */
final class SessionHash {
    static final String[] FIELDS = {
        SessionFields.PRINCIPAL, SessionFields.LAST_ACCESSED_TIME, SessionFields.MAX_INACTIVE_INTERVAL
    };

    /** Of a session that is not there. */
    static final SessionHash NONE = new SessionHash(Map.of());

    private final Map<String, byte[]> fields;

    private SessionHash(Map<String, byte[]> fields) {
        this.fields = fields;
    }

    static SessionHash of(List<KeyValue<String, byte[]>> values) {
        Map<String, byte[]> fields = HashMap.newHashMap(values.size());
        for (KeyValue<String, byte[]> value : values) {
            value.ifHasValue(bytes -> fields.put(value.getKey(), bytes));
        }
        return new SessionHash(fields);
    }

    SessionState state(Instant now) {
        Optional<Long> lastAccessed = number(SessionFields.LAST_ACCESSED_TIME);
        Optional<Long> maxInactive = number(SessionFields.MAX_INACTIVE_INTERVAL);
        if (lastAccessed.isEmpty() || maxInactive.isEmpty() || maxInactive.get() == 0) {
            return SessionState.ENDED;
        }
        Duration lasts = Duration.ofSeconds(maxInactive.get());
        if (lasts.isNegative()) {
            return SessionState.LIVE;
        }
        Instant end = Instant.ofEpochMilli(lastAccessed.get()).plus(lasts);
        return now.isBefore(end) ? SessionState.LIVE : SessionState.EXPIRED;
    }

    /** Who logged in with the session; empty where nobody did. */
    Optional<SessionPrincipal> principal() {
        byte[] json = fields.get(SessionFields.PRINCIPAL);
        try {
            return json == null ? Optional.empty() : Optional.of(SessionCodec.decodePrincipal(json));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Long> number(String field) {
        byte @Nullable [] json = fields.get(field);
        try {
            return json == null
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(new String(json, StandardCharsets.US_ASCII)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
