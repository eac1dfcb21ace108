package io.syncscript.acceptance.fault;

import java.time.Duration;
import java.util.Random;

/** Draws faults, where they strike and for how long. The same random numbers make the same faults. */
final class RandomFaults {
    private static final int LONGEST_SECONDS = 12;

    private final Random random;

    RandomFaults(Random random) {
        this.random = random;
    }

    record Chosen(String name, Fault fault) {}

    private enum Kind {
        KILL_GATEWAY("kill gateway %d"),
        KILL_API("kill the API"),
        RESTART_REDIS("restart Redis empty"),
        FREEZE_REDIS("freeze Redis"),
        RESTART_POSTGRES("restart PostgreSQL"),
        PARTITION_FROM_POSTGRES("gateway %d partitioned from PostgreSQL"),
        DROP_DELIVERIES("no deliveries to gateway %d"),
        DISORDER_PUBLISHES("publishes duplicated and reordered"),
        SWALLOW_PUBLISHES("publishes swallowed"),
        FORGET_SUBSCRIPTIONS("subscriptions of gateway %d forgotten"),
        FREEZE_SUBSCRIBERS("subscribed connections of gateway %d half dead"),
        DROP_CLIENTS("clients drop");

        private final String description;

        Kind(String description) {
            this.description = description;
        }
    }

    Chosen next() {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        int gateway = random.nextInt(2);
        Duration time = Duration.ofMillis(random.nextInt(500, LONGEST_SECONDS * 1_000));
        long seed = random.nextLong();
        String name = kind.description.formatted(gateway + 1) + ", %.1f s".formatted(time.toMillis() / 1_000.0);
        return new Chosen(name, fault(kind, gateway, time, seed));
    }

    private static Fault fault(Kind kind, int gateway, Duration time, long seed) {
        return switch (kind) {
            case KILL_GATEWAY -> Faults.killGateway(gateway, time);
            case KILL_API -> Faults.killApi(time);
            case RESTART_REDIS -> Faults.restartRedisEmpty(time);
            case FREEZE_REDIS -> Faults.freezeRedis(time);
            case RESTART_POSTGRES -> Faults.restartPostgres(time);
            case PARTITION_FROM_POSTGRES -> Faults.partitionFromPostgres(gateway, time);
            case DROP_DELIVERIES -> Faults.dropDeliveries(gateway, time);
            case DISORDER_PUBLISHES -> Faults.disorderPublishes(seed, time);
            case SWALLOW_PUBLISHES -> Faults.swallowPublishes(time);
            case FORGET_SUBSCRIPTIONS -> Faults.forgetSubscriptions(gateway, time);
            case FREEZE_SUBSCRIBERS -> Faults.freezeSubscribers(gateway, time);
            case DROP_CLIENTS -> Faults.dropClients(3);
        };
    }
}
