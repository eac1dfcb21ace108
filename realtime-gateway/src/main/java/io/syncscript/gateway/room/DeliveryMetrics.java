package io.syncscript.gateway.room;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Measures how events reach the sockets. One count and one time for each event and gateway, however many sockets receive it. The
 * time is that between two clocks, the API process's and this one's; where this one is behind it counts as none. Safe for any
 * thread.
 */
@Component
class DeliveryMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final Counter deliveries;
    private final Source published;
    private final Source logged;
    private final Timer memberRevocations;
    private final Timer vaultRevocations;

    /** Where events come from. */
    private record Source(Counter events, Timer latency) {}

    DeliveryMetrics(MeterRegistry meters) {
        this.deliveries = Counter.builder("syncscript.room.deliveries")
                .description("Events times the sockets that they were sent to")
                .register(meters);
        this.published = source(meters, "redis");
        this.logged = source(meters, "log");
        this.memberRevocations = revocations(meters, "member");
        this.vaultRevocations = revocations(meters, "vault");
    }

    private static Source source(MeterRegistry meters, String name) {
        return new Source(
                Counter.builder("syncscript.room.events")
                        .description("Events delivered to rooms, by where this gateway had them from")
                        .tag("source", name)
                        .register(meters),
                Timer.builder("syncscript.room.delivery.latency")
                        .description("From the stamp of an event in its transaction to its last socket of this gateway")
                        .tag("source", name)
                        .serviceLevelObjectives(BUCKETS)
                        .register(meters));
    }

    private static Timer revocations(MeterRegistry meters, String kind) {
        return Timer.builder("syncscript.room.revocations")
                .description(
                        "From the stamp of an event that takes access away to when those concerned were out of the room")
                .tag("kind", kind)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    void sent(Delivery delivery, int sockets) {
        sourceOf(delivery).events().increment();
        deliveries.increment(sockets);
    }

    void written(Delivery delivery) {
        record(sourceOf(delivery).latency(), delivery);
    }

    /** Somebody was seen out of the room after the delivery. */
    void revoked(Delivery delivery) {
        record(delivery.departure() instanceof Departure.Member ? memberRevocations : vaultRevocations, delivery);
    }

    private Source sourceOf(Delivery delivery) {
        return delivery.logged() ? logged : published;
    }

    private static void record(Timer timer, Delivery delivery) {
        long stampedAt = delivery.origin().epochMillis();
        if (stampedAt > 0) {
            timer.record(Math.max(0, System.currentTimeMillis() - stampedAt), TimeUnit.MILLISECONDS);
        }
    }
}
