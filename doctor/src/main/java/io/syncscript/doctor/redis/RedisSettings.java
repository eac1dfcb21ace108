package io.syncscript.doctor.redis;

import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Redis is new enough, does not evict, and has room. */
public final class RedisSettings implements Check {
    private static final int VERSION = 7;
    private static final String UNREACHABLE_REMEDY =
            "Give the processes' own SYNCSCRIPT_REDIS_URL, with user and password, from a place that reaches Redis.";

    @Override
    public String name() {
        return "Redis settings";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of();
    }

    @Override
    public Optional<Prerequisite> establishes() {
        return Optional.of(Prerequisite.REDIS);
    }

    @Override
    public Finding examine(Installation installation) throws IOException {
        Optional<URI> server = installation.settings().redis();
        if (server.isEmpty()) {
            return new Finding.Skipped("no --redis-url given");
        }
        Map<String, String> info = info(server.get());
        requireVersion(info.getOrDefault("redis_version", "0"));
        requireRoom(info);
        return new Finding.Healthy("version " + info.get("redis_version") + ", noeviction, "
                + ("1".equals(info.get("aof_enabled"))
                        ? "append-only file on"
                        : "append-only file off: after a restart sessions come from PostgreSQL"));
    }

    private static Map<String, String> info(URI server) throws IOException {
        try (RedisConnection redis = RedisConnection.open(server)) {
            return parsed(redis.command("INFO"));
        } catch (RedisException e) {
            throw new FailedException("Redis says " + e.getMessage(), UNREACHABLE_REMEDY);
        } catch (IOException e) {
            throw new FailedException("Redis is not reached: " + e.getMessage(), UNREACHABLE_REMEDY);
        }
    }

    private static Map<String, String> parsed(Reply reply) {
        Map<String, String> info = new HashMap<>();
        if (reply instanceof Reply.Text(String text)) {
            text.lines()
                    .map(line -> line.strip().split(":", 2))
                    .filter(pair -> pair.length == 2)
                    .forEach(pair -> info.put(pair[0], pair[1]));
        }
        return info;
    }

    private static void requireVersion(String version) throws FailedException {
        if (number(version.split("\\.", 2)[0]) < VERSION) {
            throw new FailedException(
                    "version " + version, "Upgrade to Redis 7 or newer: sharded pub/sub is not in older ones.");
        }
    }

    private static void requireRoom(Map<String, String> info) throws FailedException {
        String policy = info.getOrDefault("maxmemory_policy", "noeviction");
        if (!policy.equals("noeviction")) {
            throw new FailedException(
                    "maxmemory-policy is " + policy,
                    "Set maxmemory-policy noeviction: otherwise a full Redis forgets sessions and login limits in silence.");
        }
        long most = number(info.getOrDefault("maxmemory", "0"));
        long used = number(info.getOrDefault("used_memory", "0"));
        if (most > 0 && used > most / 10 * 9) {
            throw new FailedException(
                    used * 100 / most + " % of maxmemory are used", "Raise maxmemory before Redis refuses logins.");
        }
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
