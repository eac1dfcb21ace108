package io.syncscript.doctor.redis;

import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import io.syncscript.model.redis.RedisNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Redis lets one in, and is new enough. */
public final class RedisReachable extends RedisCheck {
    private static final int VERSION = 7;
    private static final String REMEDY =
            "Give the processes' own SYNCSCRIPT_REDIS_URL, with user and password, from a place that reaches Redis.";

    @Override
    public String name() {
        return "Redis";
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
    Finding examine(RedisMasters redis, Installation installation) throws IOException {
        Set<String> versions = new TreeSet<>();
        List<RedisNode> masters = masters(redis);
        for (RedisNode master : masters) {
            String version = version(redis, master);
            if (RedisInfo.parsed(version.split("\\.", 2)[0]) < VERSION) {
                throw new FailedException(
                        master + " is version " + version,
                        "Upgrade to Redis 7 or newer: sharded pub/sub is not in older ones.");
            }
            versions.add(version);
        }
        return new Finding.Healthy("version " + String.join(", ", versions)
                + (masters.size() == 1 ? "" : ", " + masters.size() + " masters"));
    }

    private static List<RedisNode> masters(RedisMasters redis) throws FailedException {
        try {
            return redis.find();
        } catch (IOException e) {
            throw failed("Redis", e);
        }
    }

    private static String version(RedisMasters redis, RedisNode master) throws FailedException {
        try (RedisConnection connection = redis.connect(master)) {
            return RedisInfo.of(connection).text("redis_version");
        } catch (IOException e) {
            throw failed("Redis at " + master, e);
        }
    }

    private static FailedException failed(String who, IOException e) {
        return new FailedException(
                who + (e instanceof RedisException ? " says " : " is not reached: ") + e.getMessage(), REMEDY);
    }
}
