package io.syncscript.doctor.redis;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What Redis says about itself. */
record RedisInfo(Map<String, String> fields) {
    static RedisInfo of(RedisConnection redis) throws IOException {
        Map<String, String> fields = new HashMap<>();
        if (redis.command("INFO") instanceof Reply.Text(String text)) {
            for (String line : text.lines().toList()) {
                String[] pair = line.strip().split(":", 2);
                fields.put(pair[0], pair[pair.length - 1]);
            }
        }
        return new RedisInfo(Map.copyOf(fields));
    }

    /** Empty where Redis does not say. */
    String text(String field) {
        return fields.getOrDefault(field, "");
    }

    /** 0 where Redis does not say. */
    long number(String field) {
        return parsed(text(field));
    }

    /** The number that a text is, 0 where it is none. */
    static long parsed(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
