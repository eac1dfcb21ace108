package io.syncscript.acceptance.fault;

import java.time.Duration;
import java.util.Locale;
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
        KILL_GATEWAY,
        KILL_API,
        RESTART_REDIS,
        FREEZE_REDIS,
        RESTART_POSTGRES,
        PARTITION_FROM_POSTGRES,
        DROP_DELIVERIES,
        DISORDER_PUBLISHES,
        SWALLOW_PUBLISHES,
        FORGET_SUBSCRIPTIONS,
        FREEZE_SUBSCRIBERS,
        DROP_CLIENTS
    }

    Chosen next() {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        int gateway = random.nextInt(2);
        Duration time = Duration.ofMillis(random.nextInt(500, LONGEST_SECONDS * 1_000));
        long seed = random.nextLong();
        String what = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String name = "%s, gateway %d, %.1f s".formatted(what, gateway + 1, time.toMillis() / 1_000.0);
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
