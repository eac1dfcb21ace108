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

/** Redis lets one in, and is new enough. */
public final class RedisReachable implements Check {
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
    public Finding examine(Installation installation) throws IOException {
        Optional<URI> server = installation.settings().redis();
        if (server.isEmpty()) {
            return new Finding.Skipped("no --redis-url given");
        }
        String version = version(server.get());
        if (RedisInfo.parsed(version.split("\\.", 2)[0]) < VERSION) {
            throw new FailedException(
                    "version " + version, "Upgrade to Redis 7 or newer: sharded pub/sub is not in older ones.");
        }
        return new Finding.Healthy("version " + version);
    }

    private static String version(URI server) throws FailedException {
        try (RedisConnection redis = RedisConnection.open(server)) {
            return RedisInfo.of(redis).text("redis_version");
        } catch (RedisException e) {
            throw new FailedException("Redis says " + e.getMessage(), REMEDY);
        } catch (IOException e) {
            throw new FailedException("Redis is not reached: " + e.getMessage(), REMEDY);
        }
    }
}
