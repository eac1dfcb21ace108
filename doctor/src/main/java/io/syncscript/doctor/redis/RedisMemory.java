package io.syncscript.doctor.redis;

import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Redis does not evict, and has room. */
public final class RedisMemory implements Check {
    private static final String KEEPING = "noeviction";

    @Override
    public String name() {
        return "Redis memory";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.REDIS);
    }

    @Override
    public Finding examine(Installation installation) throws IOException {
        Optional<URI> server = installation.settings().redis();
        if (server.isEmpty()) {
            return new Finding.Skipped("no --redis-url given");
        }
        try (RedisConnection redis = RedisConnection.open(server.get())) {
            return judge(RedisInfo.of(redis));
        }
    }

    private static Finding judge(RedisInfo info) throws FailedException {
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
        return new Finding.Healthy(
                KEEPING + ", append-only file " + (log ? "on" : "off: after a restart sessions come from PostgreSQL"));
    }
}
