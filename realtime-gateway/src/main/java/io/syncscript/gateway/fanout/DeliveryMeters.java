package io.syncscript.gateway.fanout;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;

/** Shows what is known of whether Redis delivers, answers as 1 for yes and 0 for no. */
@Component
class DeliveryMeters implements MeterBinder {
    private final Canaries canaries;
    private final RedisConnections connections;

    DeliveryMeters(Canaries canaries, RedisConnections connections) {
        this.canaries = canaries;
        this.connections = connections;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        bind(
                meters,
                "syncscript.fanout.delivering",
                "What is published to Redis arrives here, which readiness asks for",
                canaries::isDelivering);
        bind(
                meters,
                "syncscript.fanout.in.doubt",
                "It is in doubt whether Redis delivers, so the sweeps are fast",
                canaries::isInDoubt);
        bind(
                meters,
                "syncscript.fanout.connected",
                "The connections to Redis that carry events stand",
                () -> !connections.areLost());
        count(meters, "syncscript.fanout.shards", "The masters that Redis has", canaries::shardCount);
        count(
                meters,
                "syncscript.fanout.shards.delivering",
                "The masters of which what is published there arrives here",
                canaries::deliveringShardCount);
    }

    private static void count(MeterRegistry meters, String name, String description, IntSupplier count) {
        Gauge.builder(name, count, IntSupplier::getAsInt)
                .description(description)
                .strongReference(true)
                .register(meters);
    }

    private static void bind(MeterRegistry meters, String name, String description, BooleanSupplier state) {
        Gauge.builder(name, state, asked -> asked.getAsBoolean() ? 1 : 0)
                .description(description)
                .strongReference(true)
                .register(meters);
    }
}
