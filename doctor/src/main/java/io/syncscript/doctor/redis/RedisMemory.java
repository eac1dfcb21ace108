package io.syncscript.doctor.redis;

import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.model.redis.RedisNode;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Redis does not evict, and has room. */
public final class RedisMemory extends RedisCheck {
    private static final String KEEPING = "noeviction";

    @Override
    public String name() {
        return "Redis memory";
    }

    @Override
    Finding examine(RedisMasters redis, Installation installation) throws IOException {
        Set<String> states = new TreeSet<>();
        for (RedisNode master : redis.find()) {
            try (RedisConnection connection = redis.connect(master)) {
                states.add(judge(RedisInfo.of(connection)));
            }
        }
        return new Finding.Healthy(String.join("; ", states));
    }

    private static String judge(RedisInfo info) throws FailedException {
        String policy = info.text("maxmemory_policy");
        if (!policy.equals(KEEPING)) {
            throw new FailedException(
                    "maxmemory-policy is " + policy,
                    "Set maxmemory-policy noeviction: otherwise a full Redis forgets sessions and login limits in silence.");
        }
        long most = info.number("maxmemory");
        long used = info.number("used_memory");
        if (most > 0 && used > most / 10 * 9) {
            throw new FailedException(
                    used * 100 / most + " % of maxmemory are used", "Raise maxmemory before Redis refuses logins.");
        }
        boolean log = info.text("aof_enabled").equals("1");
        return KEEPING + ", append-only file " + (log ? "on" : "off: after a restart sessions come from PostgreSQL");
    }
}
