package io.syncscript.doctor.redis;

import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import io.syncscript.model.redis.RedisTopology;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** What all checks of Redis do: ask the servers that hold the data, where one knows of them. */
abstract class RedisCheck implements Check {
    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.REDIS);
    }

    @Override
    public final Finding examine(Installation installation) throws IOException, InterruptedException {
        Optional<RedisTopology> topology = installation.settings().redis();
        return topology.isEmpty()
                ? new Finding.Skipped("no --redis-url given")
                : examine(new RedisMasters(topology.get()), installation);
    }

    abstract Finding examine(RedisMasters redis, Installation installation) throws IOException, InterruptedException;
}
