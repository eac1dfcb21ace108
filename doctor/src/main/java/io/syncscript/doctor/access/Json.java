package io.syncscript.doctor.access;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON from a server that may not send any. */
public final class Json {
    private Json() {}

    /** @throws IOException where it is none */
    public static JsonNode read(String text) throws IOException {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new IOException("an answer was no JSON", e);
        }
    }
}
