package io.syncscript.gateway.fanout;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Shows what is known of whether Redis delivers, each as 1 for yes and 0 for no. */
@Component
class DeliveryMeters implements MeterBinder {
    private final Canary canary;
    private final RedisConnections connections;

    DeliveryMeters(Canary canary, RedisConnections connections) {
        this.canary = canary;
        this.connections = connections;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        bind(
                meters,
                "syncscript.fanout.delivering",
                "What is published to Redis arrives here, which readiness asks for",
                canary::isDelivering);
        bind(
                meters,
                "syncscript.fanout.in.doubt",
                "It is in doubt whether Redis delivers, so the sweeps are fast",
                canary::isInDoubt);
        bind(
                meters,
                "syncscript.fanout.connected",
                "The connections to Redis that carry events stand",
                () -> !connections.areLost());
    }

    private static void bind(MeterRegistry meters, String name, String description, BooleanSupplier state) {
        Gauge.builder(name, state, asked -> asked.getAsBoolean() ? 1 : 0)
                .description(description)
                .strongReference(true)
                .register(meters);
    }
}
